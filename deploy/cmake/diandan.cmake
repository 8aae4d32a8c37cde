# The few shapes of target this project has. Link lists are the include rules of the design:
# base <- db <- *_store, base <- *_rules, and *_service alone sees rules, store and rpc.

# A library of all sources in this folder that match the patterns; tests stay out.
function(diandan_library name)
  cmake_parse_arguments(ARG "" "" "PATTERNS;EXCLUDE;DEPS" ${ARGN})
  if(NOT ARG_PATTERNS)
    set(ARG_PATTERNS *.cc)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${ARG_PATTERNS})
  list(FILTER sources EXCLUDE REGEX "_(test|testing)\\.cc$")
  foreach(pattern ${ARG_EXCLUDE})
    list(FILTER sources EXCLUDE REGEX "${pattern}")
  endforeach()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_DEPS})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE ${ARG_DEPS})
  endif()
endfunction()

# One test program of all *_test.cc (and *_testing.cc helpers) in this folder.
function(diandan_tests name)
  cmake_parse_arguments(ARG "" "LABEL" "DEPS;PATTERNS" ${ARGN})
  if(NOT DIANDAN_TESTS)
    return()
  endif()
  if(NOT ARG_PATTERNS)
    set(ARG_PATTERNS *_test.cc *_testing.cc)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${ARG_PATTERNS})
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  # Tests run for moments and are many: time goes into compiling them.
  target_compile_options(${name} PRIVATE -O0)
  target_precompile_headers(${name} REUSE_FROM diandan_test_pch)
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 600)
endfunction()

# Headers cost more than the rest of a file together; precompiled copies serve all: what nearly every file
# includes, the same with gRPC, the same with gRPC and GoogleTest (tests/pch).
set(DIANDAN_PLAIN_HEADERS
    <algorithm> <functional> <map> <memory> <optional> <set> <string> <vector>
    <absl/container/flat_hash_map.h> <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_join.h>
    <absl/strings/str_split.h> <absl/time/time.h> <diandan/errors/v1/errors.pb.h> <google/protobuf/timestamp.pb.h>)

function(diandan_use_pch target owner)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# <x>_rules, <x>_store and <x> from the folder of one service, with its schema and its tests.
#   rules: *_rules.cc, *_words.cc and PURE   store: *_store.cc and schema   service: everything else
function(diandan_service name)
  cmake_parse_arguments(ARG "" "" "DEPS;PURE" ${ARGN})
  diandan_library(${name}_rules PATTERNS *_rules.cc *_words.cc ${ARG_PURE} DEPS base diandan_proto)
  diandan_embed_schema(${name})
  diandan_library(${name}_store PATTERNS *_store.cc DEPS db diandan_proto ${name}_schema)
  diandan_library(${name} EXCLUDE "_(rules|words|store)\\.cc$" ${ARG_PURE} DEPS ${name}_rules ${name}_store rpc ${ARG_DEPS})
  diandan_use_pch(${name}_rules base)
  diandan_use_pch(${name}_store base)
  diandan_use_pch(${name} diandan_light_pch)
  diandan_lightly(${name})
  list(TRANSFORM ARG_PURE REPLACE "\\.cc$" "_test.cc" OUTPUT_VARIABLE pure_tests)
  diandan_tests(${name}_rules_test PATTERNS *_rules_test.cc *_words_test.cc ${pure_tests} LABEL unit DEPS ${name}_rules)
  if(DIANDAN_TESTS)
    file(GLOB service_tests CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *_service_test.cc *_store_test.cc *_follower_test.cc)
    if(service_tests)
      diandan_tests(${name}_service_test PATTERNS *_service_test.cc *_store_test.cc *_follower_test.cc *_testing.cc
                    LABEL service DEPS ${name} testing_support)
    endif()
  endif()
endfunction()

# schema/NNN_name.sql -> a library with `db::Schema <name>_schema()` (declared in db/schemas.h style headers).
function(diandan_embed_schema name)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/schema/*.sql)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}_schema.cc)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${out} "-DFILES=${files}" -P ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_schema.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_schema.cmake
    VERBATIM)
  add_library(${name}_schema STATIC ${out})
  target_include_directories(${name}_schema PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name}_schema PUBLIC db)
endfunction()
