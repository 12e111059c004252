#include "runtime/nodeparts.h"

#include "base/json.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// The configured home dashboard, or the one that is built in.
std::string readHome(const QString &configured)
{
    QFile file(configured.isEmpty() ? u":/dashboards/home.json"_s : configured);
    if (file.open(QIODevice::ReadOnly)) {
        const std::string text = file.readAll().toStdString();
        if (const auto document = JsonDocument::parse(text); document && document->root().isObject())
            return text;
    }
    qWarning().noquote() << "[dashboards] default_home_dashboard_path:" << configured << "is no readable dashboard; the built-in one is shown";
    return configured.isEmpty() ? "{}" : readHome({});
}

} // namespace

NodeParts::NodeParts(NodeOptions given) : options(std::move(given)), homeDashboard(readHome(options.dashboards.defaultHomePath)) {}

} // namespace mdash
