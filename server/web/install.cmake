# Installs FOLDER's locked packages with NPM, run by the Node in NODE_BIN, unless they are newer than the lock file: a second build tree finds them done.
set(done ${FOLDER}/node_modules/.package-lock.json)
if(EXISTS ${done} AND NOT ${FOLDER}/package-lock.json IS_NEWER_THAN ${done})
    return()
endif()
# npm leaves out optional packages, such as Vite's native parts, that name a newer Node than the one it runs on.
execute_process(COMMAND ${CMAKE_COMMAND} -E env PATH=${NODE_BIN}:$ENV{PATH} ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE code)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "npm ci failed in ${FOLDER} (exit ${code}): is the npm registry reachable?")
endif()
