#pragma once

#include "base/id.h"
#include "base/secret.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace mdash {

/// A data source without its secrets.
struct DataSource
{
    DataSourceId id;
    QString uid, name, type;
    QString access = QStringLiteral("proxy");
    QString url, user, database;
    bool basicAuth = false;
    QString basicAuthUser;
    bool withCredentials = false;
    bool isDefault = false;
    std::string jsonData = "{}"; // a JSON object
    int version = 1;
    bool isReadOnly = false;
    QStringList secretNames; // sorted; which secrets are stored
};

/// What a client sends to make or change one.
struct DataSourceDraft
{
    DataSource source;
    QMap<QString, Secret> secrets;  // to store; an empty one clears
    std::optional<int> version;     // of the data source that the client knows
};

} // namespace mdash
