#pragma once

#include "base/error.h"
#include "runtime/nodeoptions.h"

#include <QObject>

#include <functional>
#include <memory>

namespace mdash {

/// One node: builds everything in one visible place, in order, and stops it in the reverse one. Several may live in one
/// process, on port 0. Lives on the main thread, whose event loop it needs after start().
class ServerRuntime final : public QObject
{
    Q_OBJECT
public:
    explicit ServerRuntime(NodeOptions options);
    ~ServerRuntime() override;

    /// Who is told the administrator's password that the first start made, once; call before start().
    void onPasswordMade(std::function<void(const QString &login, const QString &password)> report);

    /// Listens, migrates the schema, joins the cluster, starts the workers; blocks until the node is ready, or stays starting
    /// for the reason of waitsFor(). Meanwhile health paths answer. Fails with a sentence for the operator.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] quint16 port() const;
    /// Why the node is not ready after start(), such as a secret key that the cluster does not have; empty if it is.
    [[nodiscard]] QString waitsFor() const;

    /// Stops as cluster.md §7: not ready at once, no new connections after `[server] drain_delay`, then waits for
    /// requests in flight, at most 30 s. Emits drained().
    void drain();

Q_SIGNALS:
    void drained();
    /// Another process runs as this node now: end at once, with status 5.
    void identityTaken();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mdash
