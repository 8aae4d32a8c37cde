// One filter that lives in the address.
import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** The query value `name`; setting it keeps the others. `otherwise` is not written into the address. */
export function useQuery(name: string, otherwise = ""): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query[name] === "string" ? (route.query[name] as string) : otherwise),
    set: (value) => void router.replace({ path: route.path, query: { ...route.query, [name]: value === otherwise ? undefined : value } }),
  });
}
