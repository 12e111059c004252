#pragma once

#include "base/error.h"

#include <chrono>
#include <functional>

namespace mdash {

/// Whether handlers find what they work with, as their database. While they do not, requests that need it wait a little, without
/// a worker, and are then refused.
struct Admission
{
    std::function<bool()> isOpen = [] { return true; }; // from any thread
    std::chrono::milliseconds patience{0};              // from the header's end
    Error refusal;
};

} // namespace mdash
