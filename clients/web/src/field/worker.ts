// The service worker: opens the app without signal. A new version waits until the person takes it, so that nothing
// changes under somebody's hands.
import { shallowRef } from "vue";

export const newVersion = shallowRef<ServiceWorker>();

export function startWorker(): void {
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    void navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" }).then(watch).catch(() => {});
  });
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    if (worker && navigator.serviceWorker.controller) newVersion.value = worker;
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
  });
}

export function useNewVersion(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  newVersion.value?.postMessage("use-new-version");
}
