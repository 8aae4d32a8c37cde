// Every test file starts on an empty phone.
import "fake-indexeddb/auto";
