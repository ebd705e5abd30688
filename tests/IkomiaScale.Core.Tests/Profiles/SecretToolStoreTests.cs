using IkomiaScale.Authentication;
using IkomiaScale.Profiles.Stores;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Profiles;

/// <summary>The keyring through secret-tool, which a script plays here: it keeps what it is given in files, and notes its arguments.</summary>
public sealed class SecretToolStoreTests : IDisposable
{
    private const string Secret = "t0k€n \"of\" 'mine'";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_stored_is_there_again_until_it_is_removed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = new SecretToolStore(Program());
        using var secret = SecureStrings.Protect(Secret);

        Assert.Null(await store.ReadAsync("prod", default));
        await store.SaveAsync("prod", secret, default);
        Assert.Equal(Secret, (await store.ReadAsync("prod", default))!.Reveal());
        await store.RemoveAsync("prod", default);
        Assert.Null(await store.ReadAsync("prod", default));
        await store.RemoveAsync("prod", default);
    }

    [Fact]
    public async Task The_secret_is_on_no_command_line()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var secret = SecureStrings.Protect(Secret);
        await new SecretToolStore(Program()).SaveAsync("a b", secret, default);

        var arguments = await File.ReadAllTextAsync(_folder.File("arguments"));
        Assert.Contains("store|--label=IkomiaScale a b|application|IkomiaScale|connection|a b|", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_asked_is_told_in_its_own_words()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = new SecretToolStore(Script("echo 'secret-tool: Cannot autolaunch D-Bus' >&2; exit 1"));
        using var secret = SecureStrings.Protect(Secret);

        foreach (var call in (Func<Task>[])[() => store.ReadAsync("prod", default), () => store.SaveAsync("prod", secret, default), () => store.RemoveAsync("prod", default)])
        {
            var error = await Assert.ThrowsAsync<ScaleException>(call);
            Assert.Contains("Cannot autolaunch D-Bus", error.Message, StringComparison.Ordinal);
            Assert.Contains("-TokenCommand", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cancelling_ends_the_program()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var stop = new CancellationTokenSource();
        var reading = new SecretToolStore(Script("exec sleep 600")).ReadAsync("prod", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    // The last argument is the key. What it is told comes by the standard input.
    private string Program() => Script($"""
        for argument in "$@"; do printf '%s|' "$argument" >> '{_folder.File("arguments")}'; key=$argument; done
        file='{_folder.Path}'/"secret-$key"
        case $1 in
          store) cat > "$file" ;;
          lookup) [ -f "$file" ] && cat "$file" || exit 1 ;;
          clear) rm "$file" 2> /dev/null || exit 1 ;;
        esac
        """);

    private string Script(string body)
    {
        var file = _folder.Write("secret-tool", "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return file;
    }
}
