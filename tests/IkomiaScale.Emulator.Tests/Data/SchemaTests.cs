using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator.Tests.Data;

/// <summary>Data folders that another version of the emulator wrote.</summary>
public sealed class SchemaTests
{
    /// <summary>The tables as version 1 created them.</summary>
    private const string Version1 = """
        CREATE TABLE objects (
            uid TEXT NOT NULL PRIMARY KEY,
            path TEXT NULL,
            blob TEXT NOT NULL,
            is_directory_archive INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NULL
        );
        CREATE UNIQUE INDEX objects_path ON objects (path);
        CREATE INDEX objects_sha256 ON objects (sha256, path, uid);
        CREATE INDEX objects_blob ON objects (blob);
        CREATE INDEX objects_expires_at ON objects (expires_at) WHERE expires_at IS NOT NULL;
        CREATE TABLE runs (
            uuid TEXT NOT NULL PRIMARY KEY,
            state TEXT NOT NULL,
            base_address TEXT NOT NULL,
            expected_milliseconds INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            finished_at INTEGER NULL,
            message TEXT NULL
        );
        CREATE INDEX runs_finished_at ON runs (finished_at);
        PRAGMA user_version = 1;
        """;

    private const string Finished = "11111111-1111-1111-1111-111111111111";
    private const string Failed = "22222222-2222-2222-2222-222222222222";
    private const string Unfinished = "33333333-3333-3333-3333-333333333333";

    [Fact]
    public async Task A_folder_of_version_1_keeps_its_objects_and_runs()
    {
        using var folder = new TestFolder();
        await WriteVersion1Async(folder);
        await using (var first = await TestEmulator.StartAsync(folder: folder))
        {
            Assert.Equal(["dir/old"], await first.PathsAsync("/v1/objects/"));
            Assert.Equal("old", await first.Client.GetStringAsync("/v1/content/uid-1"));
            using var finished = await first.PollAsync(Finished);
            Assert.Equal(7, (int)(await finished.JsonAsync())["results"]![0]!["DATA_DICT"]!["size"]!);
            using var failed = await first.PollAsync(Failed);
            Assert.Equal("too dark", (string?)(await failed.JsonAsync())["message"]);
            using var unfinished = await first.PollAsync(Unfinished);
            Assert.Equal(3, (int)(await unfinished.JsonAsync())["results"]![0]!["DATA_DICT"]!["size"]!);

            // What version 1 did not have works too.
            Assert.Equal(["emulator", "team"], await NamespacesAsync(first));
            await first.CreatedAsync("dir/new", "new");
        }

        Assert.Equal(2L, Query(folder, "PRAGMA user_version"));
        await using var second = await TestEmulator.StartAsync(folder: folder);
        Assert.Equal(["dir/new", "dir/old"], await second.PathsAsync("/v1/objects/"));
        Assert.Equal(["emulator", "team"], await NamespacesAsync(second));
    }

    [Fact]
    public async Task A_folder_of_a_later_version_is_refused_and_stays_unchanged()
    {
        using var folder = new TestFolder();
        await using (var first = await TestEmulator.StartAsync(folder: folder))
        {
            await first.CreatedAsync("kept", "kept");
        }

        Query(folder, "PRAGMA user_version = 3");
        var refused = await Assert.ThrowsAsync<EmulatorException>(() => TestEmulator.StartAsync(folder: folder));
        Assert.Equal(
            $"The database '{folder.File("emulator.db")}' has version 3, but this emulator knows only versions up to 2. Update the emulator, or use another folder with --data.",
            refused.Message);
        Assert.Equal(3L, Query(folder, "PRAGMA user_version"));

        // The folder is free again: the version that it belongs to can use it.
        Query(folder, "PRAGMA user_version = 2");
        await using var second = await TestEmulator.StartAsync(folder: folder);
        Assert.Equal(["kept"], await second.PathsAsync("/v1/objects/"));
    }

    private static async Task WriteVersion1Async(TestFolder folder)
    {
        var content = "old"u8.ToArray();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var blob = new string('a', 32);
        Directory.CreateDirectory(folder.File("blobs/aa"));
        Directory.CreateDirectory(folder.File("runs"));
        await File.WriteAllBytesAsync(folder.File($"blobs/aa/{blob}"), content);
        await File.WriteAllTextAsync(folder.File($"runs/{Finished}.result.json"), """[{"DATA_DICT":{"size":7}}]""");
        await File.WriteAllTextAsync(folder.File($"runs/{Unfinished}.request.json"), Runs.Request("describe", Runs.Image([1, 2, 3])).ToJsonString());
        Query(folder, $"""
            {Version1}
            INSERT INTO objects VALUES ('uid-1', 'dir/old', '{blob}', 0, 'text/plain', '{Convert.ToHexStringLower(SHA256.HashData(content))}', 3, {now}, NULL);
            INSERT INTO runs VALUES ('{Finished}', 'SUCCESS', 'http://127.0.0.1:1', 0, {now}, {now}, NULL);
            INSERT INTO runs VALUES ('{Failed}', 'FAILURE', 'http://127.0.0.1:1', 0, {now}, {now}, 'too dark');
            INSERT INTO runs VALUES ('{Unfinished}', 'PENDING', 'http://127.0.0.1:1', 0, {now}, NULL, NULL);
            """);
    }

    private static async Task<IEnumerable<string?>> NamespacesAsync(TestEmulator emulator)
    {
        var answer = JsonNode.Parse(await emulator.Control.GetStringAsync("/v1/namespaces/"))!;
        return answer["results"]!.AsArray().Select(item => (string?)item!["name"]).ToList();
    }

    private static object? Query(TestFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("emulator.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
