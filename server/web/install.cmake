# Installs FOLDER's locked packages with NPM unless they are newer than the lock file: a second build tree finds them done.
set(done ${FOLDER}/node_modules/.package-lock.json)
if(EXISTS ${done} AND NOT ${FOLDER}/package-lock.json IS_NEWER_THAN ${done})
    return()
endif()
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE code)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "npm ci failed in ${FOLDER} (exit ${code}): is the npm registry reachable?")
endif()
