# One function makes every library alike, one every feature, one every test.

# mdash_add_library(<name> SOURCES … LINKS …): a static library with our options and the shared precompiled header.
function(mdash_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/shared ${PROJECT_SOURCE_DIR}/server)
    target_link_libraries(${name} PUBLIC mdash_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
    if(NOT name STREQUAL "mdash_base")
        target_precompile_headers(${name} REUSE_FROM mdash_base)
    endif()
endfunction()

# mdash_add_feature(STORE … SERVICE … ROUTES …): each room of a feature compiles into the layer it belongs to.
function(mdash_add_feature)
    cmake_parse_arguments(ARG "" "" "STORE;SERVICE;ROUTES" ${ARGN})
    foreach(room STORE SERVICE ROUTES)
        foreach(file ${ARG_${room}})
            string(TOLOWER ${room} layer)
            set_property(GLOBAL APPEND PROPERTY MDASH_${room}_SOURCES ${CMAKE_CURRENT_SOURCE_DIR}/${file})
        endforeach()
    endforeach()
endfunction()

# mdash_add_test(<name> [SOURCES …] LINKS … [LABELS …]): tst_<name>.cpp as a Qt Test program known to ctest. The label
# "concurrent" has it run under the thread sanitizer too, "bounds" in the optimised build, since sanitizers blur its bounds of
# memory and time; "slow" keeps it out of quick runs.
function(mdash_add_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${name} PRIVATE mdash_options mdash_base Qt6::Test ${ARG_LINKS})
    target_compile_definitions(${name} PRIVATE MDASH_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_precompile_headers(${name} REUSE_FROM mdash_base)
    add_test(NAME ${name} COMMAND ${name})
    foreach(label IN ITEMS concurrent bounds)
        if(label IN_LIST ARG_LABELS)
            add_dependencies(${label}-tests ${name})
        endif()
    endforeach()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()
