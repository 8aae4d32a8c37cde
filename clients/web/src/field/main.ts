// The field app: station, team, volunteer, resident.
import { createApp } from "vue";
import "@/shared/styles/tokens.css";
import "@/shared/styles/base.css";
import "./field.css";
import { languageTag } from "@/shared/i18n";
import { applyLook } from "@/shared/look";
import { resume } from "@/shared/session";
import App from "./App.vue";
import { startPump } from "./pump";
import { router } from "./router";
import { startWorker } from "./worker";

document.documentElement.lang = languageTag();
applyLook();
void resume().finally(() => {
  createApp(App).use(router).mount("#app");
  startPump();
});
startWorker();
