#include "model/rights.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr Right allRights[] = {Right::None, Right::View, Right::Edit, Right::Admin};

} // namespace

QString rightName(Right right)
{
    switch (right) {
    case Right::None: return u""_s;
    case Right::View: return u"View"_s;
    case Right::Edit: return u"Edit"_s;
    case Right::Admin: return u"Admin"_s;
    }
    return u""_s;
}

std::optional<Right> parseRight(QStringView name)
{
    for (const Right right : allRights) {
        if (name == rightName(right))
            return right;
    }
    return std::nullopt;
}

std::optional<Right> rightOfNumber(qint64 number)
{
    for (const Right right : allRights) {
        if (number == static_cast<qint64>(right))
            return right;
    }
    return std::nullopt;
}

} // namespace mdash
