# Fetches the pinned Node into FOLDER with NPM. It is an optional package, one a kind of machine, and npm says nothing when it
# gets none of them.
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE code)
if(NOT code EQUAL 0 OR NOT EXISTS ${NODE})
    message(FATAL_ERROR "npm brought no Node 22 for this machine. Is the npm registry reachable from here (proxy, certificates)? \"npm ping\" tells.")
endif()
