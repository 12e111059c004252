#include "runtime/nodeparts.h"

namespace mdash {

NodeParts::NodeParts(NodeOptions given) : options(std::move(given)) {}

} // namespace mdash
