#include "model/accessdenied.h"

#include <QRandomGenerator>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Error accessDenied(const QString &needed)
{
    const quint64 number = QRandomGenerator::global()->generate64() % 10'000'000'000u;
    const QString errorId = u"ACE%1"_s.arg(number, 10, 10, QLatin1Char('0'));
    return {ErrorCode::Forbidden,
            u"You'll need additional permissions to perform this action. Permissions needed: %1"_s.arg(needed),
            u"accesscontrol.denied"_s,
            R"("title":"Access denied","accessErrorId":")" + errorId.toStdString() + '"'};
}

} // namespace mdash
