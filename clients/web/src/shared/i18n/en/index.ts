import { common } from "./common";
import { enums } from "./enums";
import { people } from "./people";
import { station } from "./station";

export const en = { ...common, ...enums, ...station, ...people };
