// Line icons of the desk, on the same 24 grid as the shared ones.
export const DRAWINGS = {
  overview: "M4 4v16h16M8 16v-4M12 16V8M16 16v-6", board: "M4 4h4v16H4zM10 4h4v11h-4zM16 4h4v7h-4z", scales: "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
  tree: "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4", building: "M5 21V4h9v17M14 9h5v12M8 8h3M8 12h3M8 16h3M3 21h18", school: "M12 4l10 5-10 5L2 9zM6 11v5c3 3 9 3 12 0v-5M22 9v6",
  key: "M14 3a5 5 0 11-3.500 8.500L4 18v3h4v-3h3v-3M15.500 7.500v.1", rules: "M4 7h10M18 7h2M16 5v4M4 12h3M11 12h9M9 10v4M4 17h8M16 17h4M14 15v4",
  even: "M4 7h16M4 12h16M4 17h16M9 5v4M14 10v4M11 15v4",
  flash: "M13 3L5 14h6l-1 7 8-11h-6z",
  gift: "M4 10h16v4H4zM5.500 14v6h13v-6M12 10v10M12 10c-4 0-5.500-1.500-5.500-3S8 4.500 9 4.500c2 0 3 3 3 5.500zM12 10c4 0 5.500-1.500 5.500-3S16 4.500 15 4.500c-2 0-3 3-3 5.500z",
  seal: "M6 3h9l4 4v14H6zM15 3v4h4M9 9h4M9 13h7M12.500 16a2 2 0 110 4 2 2 0 010-4z",
  flag: "M5 21V4M5 5h13l-3 4 3 4H5",
  search: "M10.500 4a6.500 6.500 0 110 13 6.500 6.500 0 010-13zM15.500 15.500L21 21", copy: "M10 14a4 4 0 006 0l3-3a4 4 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4 4 0 006 6l1-1",
  save: "M12 4v11M8 11l4 4 4-4M5 20h14", up: "M12 20V5M6 11l6-6 6 6", close: "M6 6l12 12M18 6L6 18", down: "M6 9l6 6 6-6",
} as const;
