# Compiler settings that every target of ours shares: standard, warnings as errors, hardening, sanitizers, ccache, mold.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG -DQT_NO_DEBUG")
include(CheckPIESupported)
check_pie_supported()

find_program(MDASH_CCACHE ccache)
if(MDASH_CCACHE)
    # Paths relative to the tree and tolerant of precompiled headers, so that a second checkout hits the same cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_PCH_EXTSUM=1 ${MDASH_CCACHE})
endif()
find_program(MDASH_MOLD mold)

add_library(mdash_options INTERFACE)
target_compile_options(mdash_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-align -Wduplicated-cond -Wlogical-op -Wnull-dereference -Wformat=2 -Wno-missing-field-initializers -Werror -fpch-preprocess
    -fstack-protector-strong -fstack-clash-protection -fcf-protection)
target_compile_definitions(mdash_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 _GLIBCXX_ASSERTIONS)
target_link_options(mdash_options INTERFACE -Wl,-z,relro,-z,now)
if(MDASH_MOLD)
    target_link_options(mdash_options INTERFACE -fuse-ld=mold)
endif()
if(MDASH_SANITIZE)
    target_compile_options(mdash_options INTERFACE -fsanitize=${MDASH_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all -Wno-maybe-uninitialized -Wno-null-dereference)
    if(MDASH_SANITIZE MATCHES "thread")
        target_compile_options(mdash_options INTERFACE -Wno-tsan) # Asio uses fences, which the sanitizer does not follow
    endif()
    target_link_options(mdash_options INTERFACE -fsanitize=${MDASH_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_definitions(mdash_options INTERFACE _FORTIFY_SOURCE=2)
endif()
