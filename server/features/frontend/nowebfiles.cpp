#include "features/frontend/webfiles.h"

namespace mdash {

std::span<const WebFile> webFiles()
{
    return {};
}

} // namespace mdash
