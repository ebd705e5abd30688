using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Tests.Sync;

/// <summary>Both sides in, the plan out.</summary>
public sealed class PlannerTests
{
    [Theory]
    // What there is to do at all.
    [InlineData("", "", "", "")]
    [InlineData("", "a=1", "", "Send New a")]
    [InlineData("", "a=1", "a=1", "")]
    [InlineData("all", "a=1", "a=1", "Skip Same a")]
    [InlineData("", "a=2", "a=1", "Send Changed a")]
    [InlineData("", "a=22", "a=1", "Send Changed a")]
    [InlineData("", "", "a=1", "Skip Extra a")]
    [InlineData("delete", "", "a=1", "Delete Extra a")]
    [InlineData("delete", "b=2", "a=1 b=2", "Delete Extra a")]
    [InlineData("", "b/c=1 a=2", "", "Send New a, Send New b/c")]
    [InlineData("", "a=", "a=", "")]
    [InlineData("", "a=", "", "Send New a")]
    [InlineData("down", "", "a=1", "Read New a")]
    [InlineData("down", "a=1", "a=1", "")]
    [InlineData("down all", "a=1", "a=1", "Skip Same a")]
    [InlineData("down", "a=2", "a=1", "Read Changed a")]
    [InlineData("down", "a=1", "", "Skip Extra a")]
    [InlineData("down delete", "a=1", "", "Delete Extra a")]
    [InlineData("down delete", "a=1 b=2", "b=2", "Delete Extra a")]

    // A hash that is not known is never taken for the same, nor a time for a content.
    [InlineData("", "a=1", "a=?", "Send Changed a")]
    [InlineData("down", "a=1", "a=?", "Read Changed a")]
    [InlineData("", "a=2@1", "a=1@9", "Send Changed a")]
    [InlineData("down", "a=1@9", "a=2@1", "Read Changed a")]
    [InlineData("", "a=#", "a=1", "Skip Unreadable a")]
    [InlineData("delete", "a=# b=1", "a=1 b=1", "Skip Unreadable a")]
    [InlineData("", "a=#", "", "Skip Unreadable a")]

    // By size and time alone.
    [InlineData("time", "a=2@1", "a=1@9", "")]
    [InlineData("time", "a=2@9", "a=1@1", "Send Changed a")]
    [InlineData("time", "a=22@1", "a=1@9", "Send Changed a")]
    [InlineData("time", "a=1@3", "a=1@3", "")]
    [InlineData("time down", "a=2@9", "a=1@1", "")]
    [InlineData("time down", "a=2@1", "a=1@9", "Read Changed a")]
    [InlineData("time down", "a=2@3", "a=1@3", "")]
    [InlineData("time delete", "b=1", "a=1", "Delete Extra a, Send New b")]

    // Nothing is sent that is there.
    [InlineData("delete", "b=1", "a=1", "Delete Extra a, Copy Moved b from a")]
    [InlineData("", "b=1", "a=1", "Skip Extra a, Copy New b from a")]
    [InlineData("", "a=1 b=1", "a=1", "Copy New b from a")]
    [InlineData("delete", "b=1 c=1", "a=1", "Delete Extra a, Copy Moved b from a, Copy New c from a")]
    [InlineData("delete", "c=1 d=1", "a=1 b=1", "Delete Extra a, Delete Extra b, Copy Moved c from a, Copy Moved d from b")]
    [InlineData("delete", "b=1", "a=1 b=2", "Delete Extra a, Copy Changed b from a")]
    [InlineData("delete", "d2/x=1 d2/y=2", "d1/x=1 d1/y=2", "Delete Extra d1/x, Delete Extra d1/y, Copy Moved d2/x from d1/x, Copy Moved d2/y from d1/y")]
    [InlineData("down delete", "a=1", "b=1", "Delete Extra a, Copy Moved b from a")]
    [InlineData("down", "a=1", "b=1", "Skip Extra a, Copy New b from a")]
    [InlineData("down", "a=1", "a=1 b=1", "Copy New b from a")]
    [InlineData("down delete", "a=#", "b=1", "Delete Extra a, Read New b")]

    // What is replaced meanwhile can be copied to new paths only.
    [InlineData("", "a=2 b=1", "a=1 b=2", "Send Changed a, Send Changed b")]
    [InlineData("", "a=3 b=1", "a=1", "Send Changed a, Copy New b from a")]
    [InlineData("", "l0=4 l1=1 l2=2 l3=3", "l0=1 l1=2 l2=3", "Send Changed l0, Send Changed l1, Send Changed l2, Copy New l3 from l2")]
    [InlineData("down", "a=2 b=1", "a=1 b=2", "Read Changed a, Read Changed b")]

    // A file where the other side has a folder.
    [InlineData("delete", "a=1", "a/x=2", "Skip Conflict a, Skip Conflict a/x")]
    [InlineData("delete", "a/x=1", "a=2", "Skip Conflict a, Skip Conflict a/x")]
    [InlineData("delete", "a/b/x=1", "a=2", "Skip Conflict a, Skip Conflict a/b/x")]
    [InlineData("down delete", "a=1", "a/x=2", "Skip Conflict a, Skip Conflict a/x")]
    [InlineData("down delete", "a/x=1", "a=2", "Skip Conflict a, Skip Conflict a/x")]
    [InlineData("down", "a/", "a=2", "Skip Conflict a")]
    [InlineData("down", "", "a=1 a/x=2", "Skip Conflict a, Skip Conflict a/x")]
    [InlineData("down", "a/x=2", "a=1 a/x=2", "Skip Conflict a")]
    [InlineData("delete", "", "a=1 a/x=2", "Delete Extra a, Delete Extra a/x")]
    [InlineData("", "a=1 b=2", "a/x=3", "Skip Conflict a, Skip Conflict a/x, Send New b")]
    [InlineData("", "a-b=1 a/c=2", "a-b=1", "Send New a/c")]

    // What is not known is not absent.
    [InlineData("delete", "a!", "a=1 a/x=2 b=3", "Skip Link a, Skip Link a/x, Delete Extra b")]
    [InlineData("delete", "d!! e=1", "d/x=1 d/y/z=2 e=1 f=1", "Skip Unreadable d, Skip Unreadable d/x, Skip Unreadable d/y/z, Delete Extra f")]
    [InlineData("down", "d!!", "d/x=1", "Skip Unreadable d, Skip Unreadable d/x")]
    [InlineData("down delete", "a!", "a=1", "Skip Link a")]
    [InlineData("delete", "d!!", "d2/x=1", "Skip Unreadable d, Delete Extra d2/x")]

    // Names that the file system cannot hold, or not apart.
    [InlineData("down", "", "A=1 a=2", "Read New A, Read New a")]
    [InlineData("down case", "", "A=1 a=2", "Skip Conflict A, Skip Conflict a")]
    [InlineData("down case", "a=2", "A=1 a=2", "Skip Conflict A")]
    [InlineData("down case", "", "D/x=1 d/x=2 d/y=3", "Skip Conflict D/x, Skip Conflict d/x, Read New d/y")]
    [InlineData("down case delete", "a=1", "A=1", "")]
    [InlineData("down case delete", "a=1", "A=2", "Read Changed A")]
    [InlineData("down delete", "a=1", "A=1", "Copy Moved A from a, Delete Extra a")]
    [InlineData("case delete", "A=1", "a=1", "Copy Moved A from a, Delete Extra a")]
    [InlineData("delete", "A=1", "a=1", "Copy Moved A from a, Delete Extra a")]
    [InlineData("down form", "", "\u00e9=1 e\u0301=2", "Skip Conflict e\u0301, Skip Conflict \u00e9")]
    [InlineData("down form delete", "e\u0301=1", "\u00e9=1", "")]
    [InlineData("form delete", "e\u0301=1", "\u00e9=1", "")]
    [InlineData("delete", "e\u0301=1", "\u00e9=1", "Copy Moved e\u0301 from \u00e9, Delete Extra \u00e9")]
    [InlineData("down windows", "", "a:b=1 con.txt=2 x.=3 y=4", "Skip Conflict a:b, Skip Conflict con.txt, Skip Conflict x., Read New y")]
    [InlineData("", "a\u0001b=1 c=2", "", "Skip Conflict a\u0001b, Send New c")]
    [InlineData("down", "", "../x=1 a/../b=2 c//d=3", "Skip Conflict ../x, Skip Conflict a/../b, Skip Conflict c//d")]
    [InlineData("down delete", "b=1", ".ik-0123456789abcdef0123456789abcdef.partial=1 b=1", "Skip Conflict .ik-0123456789abcdef0123456789abcdef.partial")]
    public void Plans(string options, string local, string storage, string expected)
    {
        var plan = Plan(options, local, storage);

        Assert.Equal(expected, Sides.Words(plan));
    }

    [Theory]
    [InlineData("delete", "", "a=1", true)]
    [InlineData("delete force", "", "a=1", false)]
    [InlineData("down delete", "a=1", "", true)]
    [InlineData("down delete force", "a=1 b=2", "", false)]
    [InlineData("", "", "a=1", false)]
    [InlineData("delete", "", "", false)]
    [InlineData("delete", "a=1 b=2", "a=1 b=2 c=3 d=4", false)]
    [InlineData("delete", "a=1", "a=1 c=3 d=4", true)]
    [InlineData("delete max=2", "a=1", "a=1 c=3 d=4", false)]
    [InlineData("delete max=1", "a=1", "a=1 c=3 d=4", true)]
    [InlineData("delete max=1 force", "a=1", "a=1 c=3 d=4", true)]
    [InlineData("delete force", "a=1", "a=1 c=3 d=4", false)]
    [InlineData("delete max=0", "a=1", "a=1 b=2", true)]
    [InlineData("delete max=67%", "a=1", "a=1 c=3 d=4", false)]
    [InlineData("delete max=66%", "a=1", "a=1 c=3 d=4", true)]
    [InlineData("delete max=100%", "", "a=1 b=2", true)]

    // A folder that got another name loses nothing.
    [InlineData("delete max=0", "new/a=1 new/b=2", "old/a=1 old/b=2", false)]
    [InlineData("delete", "a! b!!", "c=1", true)]
    public void Refuses_what_looks_like_an_accident(string options, string local, string storage, bool isRefused)
    {
        var plan = Plan(options, local, storage);
        var refusal = Record.Exception(() => SyncGuard.Check(plan, Sides.Options(options).Options));

        Assert.Equal(isRefused ? ScaleErrorId.SyncRefused : null, (refusal as ScaleException)?.ErrorId);
    }

    [Fact]
    public void Takes_a_content_from_elsewhere_in_the_project()
    {
        var local = Sides.Local("a=1");
        var storage = Sides.Storage(string.Empty);
        var (options, rules) = Sides.Options(string.Empty);
        var elsewhere = new Dictionary<Sha256Value, IkStorageObject> { [Sides.HashOf("1")] = Support.StoredObjects.Object("other/place", "1"u8.ToArray()) };

        var plan = SyncPlanner.Plan(local, storage, SyncPairing.Pair(local, storage, options.Direction, rules), options, elsewhere);

        Assert.Equal("Copy New a from other/place", Sides.Words(plan));
    }

    private static SyncPlan Plan(string words, string local, string storage)
    {
        var (options, rules) = Sides.Options(words);
        var files = Sides.Local(local);
        var objects = Sides.Storage(storage);
        return SyncPlanner.Plan(files, objects, SyncPairing.Pair(files, objects, options.Direction, rules), options);
    }
}
