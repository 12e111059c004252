#pragma once

#include <QObject>

class QSocketNotifier;

namespace mdash {

/// Turns SIGTERM and SIGINT into a Qt signal. The second one, or one before watch(), ends the process at once with
/// status 0. One per process, made before the first thread.
class StopSignals final : public QObject
{
    Q_OBJECT
public:
    StopSignals();
    ~StopSignals() override;

    /// From now on the first signal is reported instead of ending the process.
    void watch();

Q_SIGNALS:
    void stopRequested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace mdash
