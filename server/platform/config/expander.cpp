#include "platform/config/expander.h"

#include <QFile>
#include <QRegularExpression>
#include <QSysInfo>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// @p text with each match of @p pattern replaced by @p replace of its first group, or the first error.
template<class Replace>
Result<QString> replaced(const QString &text, const QRegularExpression &pattern, Replace replace)
{
    QString result;
    qsizetype copied = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const Result<QString> value = replace(match.captured(1));
        if (!value)
            return value;
        result += QStringView(text).mid(copied, match.capturedStart() - copied);
        result += *value;
        copied = match.capturedEnd();
    }
    return result.append(QStringView(text).mid(copied));
}

} // namespace

Result<QString> expandReferences(const QString &value, const QMap<QString, QString> &environment, QStringList *unset)
{
    static const QRegularExpression environmentForm(u"\\$(?:__env)?\\{([^}]*)\\}"_s);
    static const QRegularExpression fileForm(u"\\$__file\\{([^}]*)\\}"_s);
    static const QRegularExpression otherForm(u"\\$__([a-z]+)\\{[^}]*\\}"_s);
    if (!value.contains(u'$'))
        return value;
    return replaced(value, environmentForm, [&](const QString &name) -> Result<QString> {
               const QString found = environment.value(name);
               if (found.isEmpty() && name == "HOSTNAME"_L1)
                   return QSysInfo::machineHostName();
               if (unset && !environment.contains(name))
                   unset->append(name);
               return found;
           })
        .and_then([&](const QString &text) {
            return replaced(text, fileForm, [](const QString &path) -> Result<QString> {
                QFile file(path.trimmed());
                if (!file.open(QIODevice::ReadOnly))
                    return fail(ErrorCode::InvalidInput, u"file \"%1\" cannot be read: %2"_s.arg(path, file.errorString()));
                return QString::fromUtf8(file.read(1 << 20)).trimmed();
            });
        })
        .and_then([&](const QString &text) {
            return replaced(text, otherForm, [](const QString &provider) -> Result<QString> {
                return fail(ErrorCode::InvalidInput, u"provider \"%1\" is not known: expected $__env{…} or $__file{…}"_s.arg(provider));
            });
        });
}

} // namespace mdash
