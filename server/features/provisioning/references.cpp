#include "features/provisioning/references.h"

#include "platform/config/expander.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<QString> withReferences(const QString &text, const QMap<QString, QString> &environment)
{
    static const QRegularExpression reference(u"\\$\\$|\\$__[a-z]+\\{[^}]*\\}|\\$\\{[^}]*\\}|\\$[A-Za-z_][A-Za-z0-9_]*"_s);
    QString result;
    qsizetype copied = 0;
    for (auto matches = reference.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(text).mid(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        const QString found = match.captured();
        if (found == "$$"_L1) {
            result += u'$';
        } else if (found.contains(u'{')) {
            const auto value = expandReferences(found, environment);
            if (!value)
                return value;
            result += *value;
        } else {
            result += environment.value(found.mid(1));
        }
    }
    return result.append(QStringView(text).mid(copied));
}

} // namespace mdash
