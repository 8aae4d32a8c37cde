// The console: county and township at a desk.
import { createApp } from "vue";
import "@/shared/styles/tokens.css";
import "@/shared/styles/base.css";
import "./console.css";
import { languageTag } from "@/shared/i18n";
import { onDesk, resume } from "@/shared/session";
import App from "./App.vue";
import { router } from "./router";

document.documentElement.lang = languageTag();
onDesk();
void resume().finally(() => createApp(App).use(router).mount("#app"));
