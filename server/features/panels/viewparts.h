#pragma once

#include "features/panels/answers.h"
#include "features/panels/panelsources.h"

#include <functional>

namespace mdash {

/// What the runs of one worker need of it and of their node. Outlives them.
struct ViewParts
{
    PanelSources &sources;
    QueryFlights &queries;
    VariableFlights &variables;
    const Clock &clock;
    std::function<void(std::function<void()>)> post; // runs a function on the worker's thread later; from any thread
    std::function<bool()> isDraining;                // the node goes down: clients ask another one for the rest
};

} // namespace mdash
