using IkomiaScale.Deployments.Journal;
using Moq;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>The names of results, and what is told where they cannot be written or read.</summary>
public sealed class ResultFilesTests
{
    private static readonly string Folder = Path.Combine("/batch", "results");

    [Theory]
    [InlineData("0")]
    [InlineData("9")]
    [InlineData("a")]
    [InlineData("z")]
    [InlineData("-")]
    [InlineData("01890-az")]
    public void A_uuid_of_digits_small_letters_and_hyphens_is_the_name(string uuid) =>
        Assert.Equal(Path.Combine(Folder, uuid + ".json"), Files(new CrashingDisk()).PathOf(uuid));

    [Theory]
    [InlineData("/")]
    [InlineData(":")]
    [InlineData("`")]
    [InlineData("{")]
    [InlineData(".")]
    [InlineData("A")]
    [InlineData("con ")]
    [InlineData("ü")]
    public void Another_one_is_replaced_by_its_hash(string uuid) =>
        Assert.Equal(Path.Combine(Folder, $"uuid-{Entries.Sha256(uuid)}.json"), Files(new CrashingDisk()).PathOf(uuid));

    [Fact]
    public void A_long_one_is_replaced_by_its_hash_too()
    {
        var (longest, tooLong) = (new string('a', 100), new string('a', 101));

        Assert.Equal(Path.Combine(Folder, longest + ".json"), Files(new CrashingDisk()).PathOf(longest));
        Assert.Equal(Path.Combine(Folder, $"uuid-{Entries.Sha256(tooLong)}.json"), Files(new CrashingDisk()).PathOf(tooLong));
    }

    [Fact]
    public void A_result_of_several_parts_is_written_whole()
    {
        var files = Files(new CrashingDisk());
        var content = new byte[200_001];
        new Random(1).NextBytes(content);
        var write = new ResultWrite("u1", new MemoryStream(content));

        files.WriteAll([write]);

        Assert.Equal((content.Length, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)).ToLowerInvariant()), write.Written);
        using var kept = files.Open("u1", write.Written.Sha256);
        using var copy = new MemoryStream();
        kept.CopyTo(copy);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public void A_result_that_cannot_be_written_leaves_nothing_and_names_its_file()
    {
        var disk = new CrashingDisk { Room = 10 };
        var write = new ResultWrite("u1", new MemoryStream(new byte[100]));

        Files(disk).WriteAll([write]);

        Assert.Equal((ScaleErrorId.InvalidPath, Path.Combine(Folder, "u1.json")), (write.Failure!.ErrorId, write.Failure.Target));
        Assert.Empty(disk.List(Folder));
    }

    [Fact]
    public void A_folder_whose_names_cannot_be_kept_fails_all_results()
    {
        var disk = new Mock<IJournalDisk>();
        disk.Setup(it => it.FlushFolder(Folder)).Throws(new IOException("Input/output error."));

        var failure = Assert.Throws<ScaleException>(() => Files(disk.Object).WriteAll([]));

        Assert.Equal((ScaleErrorId.InvalidPath, Folder), (failure.ErrorId, failure.Target));
    }

    [Fact]
    public void A_left_over_that_cannot_be_deleted_does_not_hide_what_failed_first()
    {
        var disk = new Mock<IJournalDisk>();
        disk.SetupSequence(it => it.Delete(It.IsAny<string>())).Pass().Throws(new UnauthorizedAccessException("Permission denied."));
        disk.Setup(it => it.OpenAppend(It.IsAny<string>())).Throws(new IOException("No space left on device."));
        var write = new ResultWrite("u1", new MemoryStream(new byte[1]));

        Files(disk.Object).WriteAll([write]);

        Assert.Contains("No space left", write.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_result_that_cannot_be_read_is_told_and_is_not_taken_for_damaged(bool opens)
    {
        var disk = new Mock<IJournalDisk>();
        var opened = new List<Unreadable>();
        disk.Setup(it => it.OpenRead(It.IsAny<string>())).Returns(() =>
        {
            opened.Add(opens ? new Unreadable() : throw new IOException("Input/output error."));
            return opened[^1];
        });

        foreach (var read in new Action[] { () => Files(disk.Object).Open("u1", Entries.Sha256("1")), () => Files(disk.Object).Find("u1") })
        {
            var failure = Assert.Throws<ScaleException>(read);
            Assert.Equal((ScaleErrorId.InvalidPath, Path.Combine(Folder, "u1.json")), (failure.ErrorId, failure.Target));
            Assert.Contains("Input/output error", failure.Message, StringComparison.Ordinal);
        }

        Assert.All(opened, file => Assert.True(file.IsClosed));
    }

    [Fact]
    public void A_result_whose_hash_nobody_wrote_down_is_given_as_it_is()
    {
        var disk = new CrashingDisk();
        disk.Put(Path.Combine(Folder, "u1.json"), [1, 2]);

        using var file = Files(disk).Open("u1", sha256: null);

        Assert.Equal(2, file.Length);
    }

    private static ResultFiles Files(IJournalDisk disk) => new(disk, Folder);

    private sealed class Unreadable : MemoryStream
    {
        public bool IsClosed { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("Input/output error.");

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
