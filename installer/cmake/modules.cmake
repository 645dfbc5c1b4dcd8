# Compiler settings as one linkable target, and the functions that turn a folder into a library or a test.

add_library(explorer_settings INTERFACE)
target_compile_options(explorer_settings INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
                                                   -fstack-protector-strong -pthread)
# g++ 12 reports these falsely inside std::string (GCC bugs 105329 and 105651).
target_compile_options(explorer_settings INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
                                                    -Wno-array-bounds)
if(EXPLORERIO_WERROR)
  target_compile_options(explorer_settings INTERFACE -Werror)
endif()
if(EXPLORERIO_SANITIZE)
  # Without -fno-sanitize-recover undefined behaviour is printed and the test passes.
  target_compile_options(explorer_settings INTERFACE -fsanitize=${EXPLORERIO_SANITIZE} -fno-omit-frame-pointer
                                                     -fno-sanitize-recover=undefined)
  target_link_options(explorer_settings INTERFACE -fsanitize=${EXPLORERIO_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(explorer_settings INTERFACE _FORTIFY_SOURCE=2)
endif()
target_compile_definitions(explorer_settings INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_KEYWORDS
                                                       QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH
                                                       EXPLORERIO_VERSION="${PROJECT_VERSION}")
target_include_directories(explorer_settings INTERFACE ${PROJECT_SOURCE_DIR})
find_program(MOLD mold)
if(MOLD)
  target_link_options(explorer_settings INTERFACE -fuse-ld=mold)
endif()

# explorer_module(NAME [MOC] [PCH other] DEPS ...): every source of the current folder as the library explorer_NAME; MOC
# where its classes have signals.
function(explorer_module name)
  cmake_parse_arguments(ARG "MOC" "PCH" "DEPS;PRIVATE_DEPS;FOLDERS" ${ARGN})
  set(patterns *.cpp *.h)
  foreach(folder ${ARG_FOLDERS})
    list(APPEND patterns ${folder}/*.cpp ${folder}/*.h)
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS ${patterns})
  add_library(explorer_${name} STATIC ${sources})
  set_target_properties(explorer_${name} PROPERTIES LINKER_LANGUAGE CXX AUTOMOC ${ARG_MOC})
  target_link_libraries(explorer_${name} PUBLIC explorer_settings ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
  if(ARG_PCH)
    target_precompile_headers(explorer_${name} REUSE_FROM explorer_${ARG_PCH})
  endif()
endfunction()

# The settings of the sanitizers' runtimes; each ignores what is not its own. Qt and Lucene++ are not built with the
# thread sanitizer, so what they do by themselves is not judged; no report needs a suppression.
set(EXPLORER_SANITIZER_ENVIRONMENT "")
if(EXPLORERIO_SANITIZE)
  set(EXPLORER_SANITIZER_ENVIRONMENT
      "ASAN_OPTIONS=detect_stack_use_after_return=1"
      "UBSAN_OPTIONS=print_stacktrace=1"
      "TSAN_OPTIONS=ignore_noninstrumented_modules=1:history_size=4:die_after_fork=0")
endif()

# explorer_test(SOURCE LABEL PCH DEPS...): one Qt Test executable from one file.
function(explorer_test source label pch)
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE explorer_settings Qt6::Test explorer_test_support ${ARGN})
  target_precompile_headers(${name} REUSE_FROM explorer_${pch})
  target_compile_definitions(${name} PRIVATE EXPLORERIO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 300
                                          ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${EXPLORER_SANITIZER_ENVIRONMENT}")
endfunction()
