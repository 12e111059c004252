#pragma once

namespace mdash {

struct NodeParts;
class EventBus;
class OwnFindings;

/// The database may have lost its newest commits and give their numbers again: what is kept by version is read anew.
void forgetVersions(NodeParts &parts);

/// What is shown while the database is away is forgotten as soon as a node changes it. Call before the bus starts.
void forgetOnEvents(EventBus &bus, NodeParts &parts);

/// The findings `listen-unavailable` and `redis-unavailable`: changes of other nodes are seen later than they might be.
void tellWhatIsDeaf(OwnFindings &findings, const EventBus &bus);

} // namespace mdash
