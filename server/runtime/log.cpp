#include "runtime/log.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

void setUpLog(const QString &level)
{
    QStringList rules{level == "debug"_L1 ? u"mdash.*.debug=true"_s : u"*.debug=false"_s};
    if (level == "warn"_L1 || level == "error"_L1)
        rules.append(u"*.info=false"_s);
    if (level == "error"_L1)
        rules.append(u"*.warning=false"_s);
    QLoggingCategory::setFilterRules(rules.join(u'\n'));
    qSetMessagePattern(u"%{time yyyy-MM-ddTHH:mm:ss.zzzt} "
                       "%{if-debug}debug%{endif}%{if-info}info%{endif}%{if-warning}warn%{endif}%{if-critical}error%{endif}%{if-fatal}error%{endif} "
                       "%{if-category}%{category} %{endif}%{message}"_s);
}

} // namespace mdash
