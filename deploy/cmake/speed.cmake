# What makes the build quick where the machine has it: ccache and mold.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # The precompiled header is only reusable from the cache with these allowances; the base dir lets
  # several checkouts share one cache; what a file depends on is known from the compiler, without a second look.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_DEPEND=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

cmake_host_system_information(RESULT memory QUERY TOTAL_PHYSICAL_MEMORY)  # MiB
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)

# As many compilers as cores. Ninja's own choice is two more: on two cores, four large sources took a sixth longer so.
set_property(GLOBAL PROPERTY JOB_POOLS compilers=${cores})
set(CMAKE_JOB_POOL_COMPILE compilers)

# GCC looks for rubbish whenever its memory has doubled; where each of its processes may have 4 GB, it is done a
# tenth sooner when it begins at one.
math(EXPR memory_each "${memory} / ${cores}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND memory_each GREATER_EQUAL 4000)
  add_compile_options(--param=ggc-min-heapsize=1000000)  # kB
endif()

# Several sources in one compilation: most of the time goes into headers that all of them include. Names in
# anonymous namespaces are therefore unique within a folder. -DDIANDAN_UNITY=OFF compiles each file alone.
option(DIANDAN_UNITY "Compile several sources together" ON)
set(CMAKE_UNITY_BUILD ${DIANDAN_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)
if(DIANDAN_UNITY)
  # Meant for headers, and here every source is included like one.
  add_compile_options(-Wno-subobject-linkage)
endif()

# For what spends its time waiting for others, a call's glue or the command line: the compiler is done a third
# sooner with less optimisation.
function(diandan_lightly target)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY" AND CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O1)
  endif()
endfunction()
