#include "features/permissions/actions.h"
#include "features/permissions/callerrights.h"

#include <QTest>

using namespace mdash;

Q_DECLARE_METATYPE(mdash::Right)

namespace {

constexpr auto folder = SecuredObject::Kind::Folder;
constexpr auto dashboard = SecuredObject::Kind::Dashboard;

// A tree: folder 1 holds folder 2, which holds dashboard 9. Dashboard 8 lies at the root.
const SecuredObject outer = SecuredObject::folder(FolderId{1});
const SecuredObject inner = SecuredObject::folder(FolderId{2}, {FolderId{1}});
const SecuredObject deep = SecuredObject::dashboard(DashboardId{9}, {FolderId{1}, FolderId{2}});
const SecuredObject loose = SecuredObject::dashboard(DashboardId{8});

AppliedGrant personal(SecuredObject::Kind kind, qint64 id, Right right)
{
    return {kind, id, OrgRole::None, right};
}

AppliedGrant ofRole(SecuredObject::Kind kind, qint64 id, OrgRole role, Right right)
{
    return {kind, id, role, right};
}

} // namespace

class tst_CallerRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutGrants_theRoleDecides_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<Right>("right");
        QTest::newRow("none") << int(OrgRole::None) << Right::None;
        QTest::newRow("viewer") << int(OrgRole::Viewer) << Right::View;
        QTest::newRow("editor") << int(OrgRole::Editor) << Right::Edit;
        QTest::newRow("administrator") << int(OrgRole::Admin) << Right::Admin;
    }
    void withoutGrants_theRoleDecides()
    {
        QFETCH(int, role);
        QFETCH(Right, right);
        const CallerRights rights(static_cast<OrgRole>(role), {});
        for (const SecuredObject &object : {outer, inner, deep, loose})
            QCOMPARE(rights.on(object), right);
        QCOMPARE(rights.uniform(), std::optional(right));
    }

    void grant_isInheritedDownTheTree()
    {
        const CallerRights rights(OrgRole::Viewer, {personal(folder, 1, Right::Edit)});
        QCOMPARE(rights.on(outer), Right::Edit);
        QCOMPARE(rights.on(inner), Right::Edit);
        QCOMPARE(rights.on(deep), Right::Edit);
        QCOMPARE(rights.on(loose), Right::View);
        QVERIFY(!rights.uniform());
    }

    void grant_countsBelowWhereItStandsOnly()
    {
        const CallerRights rights(OrgRole::None, {personal(folder, 2, Right::Admin)});
        QCOMPARE(rights.on(outer), Right::None);
        QCOMPARE(rights.on(deep), Right::Admin);
    }

    void highestGrantWins()
    {
        const CallerRights rights(OrgRole::Viewer, {personal(folder, 1, Right::Admin), personal(dashboard, 9, Right::View)});
        QCOMPARE(rights.on(deep), Right::Admin);
    }

    void takenDefault_hidesTheTreeFromThatRole()
    {
        const std::vector<AppliedGrant> grants{ofRole(folder, 1, OrgRole::Viewer, Right::None)};
        const CallerRights viewer(OrgRole::Viewer, grants), editor(OrgRole::Editor, grants), administrator(OrgRole::Admin, grants);
        QCOMPARE(viewer.on(deep), Right::None);
        QCOMPARE(viewer.on(loose), Right::View);
        QCOMPARE(editor.on(deep), Right::Edit);
        QCOMPARE(administrator.on(deep), Right::Admin);
    }

    void grantOfViewers_countsForEditorsToo()
    {
        const CallerRights editor(OrgRole::Editor, {ofRole(folder, 1, OrgRole::Editor, Right::None), ofRole(folder, 1, OrgRole::Viewer, Right::View)});
        QCOMPARE(editor.on(outer), Right::View);
    }

    void grantOfEditors_doesNotCountForViewers()
    {
        const CallerRights viewer(OrgRole::Viewer, {ofRole(folder, 1, OrgRole::Editor, Right::Admin)});
        QCOMPARE(viewer.on(outer), Right::View);
    }

    void defaultsCountAtTheRootOnly()
    {
        const CallerRights viewer(OrgRole::Viewer, {ofRole(folder, 1, OrgRole::Viewer, Right::None), ofRole(folder, 2, OrgRole::Viewer, Right::None)});
        QCOMPARE(viewer.on(inner), Right::None);
        const CallerRights readmitted(OrgRole::Viewer, {ofRole(folder, 1, OrgRole::Viewer, Right::None), ofRole(dashboard, 9, OrgRole::Viewer, Right::View)});
        QCOMPARE(readmitted.on(deep), Right::View);
        QCOMPARE(readmitted.on(inner), Right::None);
    }

    void folderAndDashboardOfOneNumber_areTwoThings()
    {
        const CallerRights rights(OrgRole::None, {personal(folder, 8, Right::Admin)});
        QCOMPARE(rights.on(loose), Right::None);
    }

    void actions_areHeldByRole()
    {
        const auto role = [](const char *action, OrgRole who, bool isServerAdmin = false) {
            return holds(*findAction(action), who, isServerAdmin);
        };
        QVERIFY(role("datasources:query", OrgRole::Viewer));
        QVERIFY(!role("datasources:query", OrgRole::None));
        QVERIFY(!role("folders:create", OrgRole::Viewer));
        QVERIFY(role("folders:create", OrgRole::Editor));
        QVERIFY(!role("users:read", OrgRole::Admin));
        QVERIFY(role("users:read", OrgRole::None, true));
        QVERIFY(role("org.users:read", OrgRole::None, true));
        QVERIFY(!role("datasources:create", OrgRole::Viewer, true));
        QVERIFY(!findAction("no:such"));
    }
};

QTEST_APPLESS_MAIN(tst_CallerRights)
#include "tst_callerrights.moc"
