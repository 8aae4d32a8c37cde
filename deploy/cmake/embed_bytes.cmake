# Writes a .cc with the bytes of a file behind a function that its header declares. Called at build time.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" hex "${hex}")
string(REGEX REPLACE "([^\n]+)" "    \"\\1\"" hex "${hex}")
file(SIZE ${IN} size)
file(WRITE ${OUT} "// Generated from a file of ${size} bytes.\n#include \"${HEADER}\"\n\nabsl::string_view ${FUNCTION}() {\n  static constexpr char kBytes[] =\n${hex};\n  return {kBytes, ${size}};\n}\n")
