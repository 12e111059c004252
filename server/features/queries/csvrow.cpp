#include "features/queries/csvrow.h"

namespace mdash {

std::vector<std::string> takeCsvRow(std::string_view &text)
{
    std::vector<std::string> row(1);
    bool isQuoted = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (isQuoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.back() += '"';
            ++i;
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else if (c == ',' && !isQuoted) {
            row.emplace_back();
        } else if (c == '\n' && !isQuoted) {
            ++i;
            break;
        } else if (c != '\r' || isQuoted) {
            row.back() += c;
        }
    }
    text.remove_prefix(i);
    return row;
}

} // namespace mdash
