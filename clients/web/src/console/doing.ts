// Steps taken at the desk.
import { ref } from "vue";
import { useDoing as useSharedDoing } from "@/shared/doing";

/** Said once, aloud for those who listen: what was just done. */
export const said = ref("");

export const useDoing = () => useSharedDoing(said);
