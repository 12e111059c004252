#pragma once

#include <QString>

#include <optional>

namespace mdash {

/// The readable part of a URL: lower case, accents dropped, `&` is "and", everything else that is no letter or digit of
/// ASCII becomes one '-'. Empty if nothing remains.
[[nodiscard]] QString slugOf(const QString &title);

/// Succeeds for 1 to 40 characters of [a-zA-Z0-9_-]; else the sentence that clients expect.
[[nodiscard]] std::optional<QString> problemWithUid(const QString &uid);

/// "/d/<uid>/<slug>" and "/dashboards/f/<uid>/<slug>" under @p subUrl, the path of root_url without its last slash.
[[nodiscard]] QString dashboardUrl(const QString &subUrl, const QString &uid, const QString &title);
[[nodiscard]] QString folderUrl(const QString &subUrl, const QString &uid, const QString &title);
/// The same with the slug of the title.
[[nodiscard]] QString dashboardUrlOfSlug(const QString &subUrl, const QString &uid, const QString &slug);
[[nodiscard]] QString folderUrlOfSlug(const QString &subUrl, const QString &uid, const QString &slug);

} // namespace mdash
