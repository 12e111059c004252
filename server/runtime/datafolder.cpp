#include "runtime/datafolder.h"

#include <QFile>

#include <cerrno>
#include <filesystem>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<void> makeDataFolder(const QString &folder)
{
    const std::filesystem::path path(QFile::encodeName(folder).toStdString());
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (!error && access(path.c_str(), W_OK | X_OK) != 0)
        error = std::error_code(errno, std::generic_category());
    if (error)
        return fail(ErrorCode::InvalidInput, u"[paths] data = %1: cannot write there: %2"_s.arg(folder, QString::fromStdString(error.message())));
    return {};
}

} // namespace mdash
