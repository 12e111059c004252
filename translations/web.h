// Ids and English texts of the browser UI, in the notation of lupdate: //% text, //: note for translators,
// //~ one and //~ other for texts with the number %n. Parts with %1 are filled in. The dashboard page has its own header.

// frame
//% "Metrics Dashboard"
qtTrId("app.name");
//: %1: name of the page, in the browser's tab
//% "%1 – Metrics Dashboard"
qtTrId("app.documentTitle");
//% "This page needs JavaScript. Allow it for this address and load the page again."
qtTrId("app.needsScript");
//: spoken when a page can be used; %1: its name
//% "%1 ready"
qtTrId("app.pageReady");
//% "Skip to content"
qtTrId("app.skip");
//% "Main"
qtTrId("nav.main");
//% "Home"
qtTrId("nav.home");
//% "Dashboards"
qtTrId("nav.dashboards");
//% "Explore"
qtTrId("nav.explore");
//% "Alerting"
qtTrId("nav.alerting");
//: stands where a node's name would, when the node has none
//% "This node"
qtTrId("status.thisNode");
//% "does not answer"
qtTrId("status.noAnswer");
//: %1: milliseconds
//% "%1 ms"
qtTrId("status.ms");
//% "System"
qtTrId("theme.system");
//% "Light"
qtTrId("theme.light");
//% "Dark"
qtTrId("theme.dark");
//% "High contrast"
qtTrId("theme.contrast");
//: spoken; %1: name of the theme
//% "Theme: %1"
qtTrId("theme.now");

// pages that say why there is nothing
//: %1: name of the section
//% "%1 is not part of this release."
qtTrId("notInRelease.sentence");
//% "Go to the dashboards"
qtTrId("notInRelease.dashboards");
//% "No such page"
qtTrId("notFound.title");
//: %1: path of the address
//% "Nothing is at %1. It may have been moved or deleted."
qtTrId("notFound.sentence");
//% "Go home"
qtTrId("notFound.home");

// sign-in
//% "Sign in – Metrics Dashboard"
qtTrId("login.documentTitle");
//% "Sign in"
qtTrId("login.title");
