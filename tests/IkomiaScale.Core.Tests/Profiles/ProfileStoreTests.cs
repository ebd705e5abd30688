using IkomiaScale.Profiles;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Profiles;

/// <summary>The file of a user's profiles.</summary>
public sealed class ProfileStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "config", "connections.json");

    private ProfileStore Store => new(FilePath);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_saved_is_there_again()
    {
        var profile = new IkConnectionProfile
        {
            Name = "prod",
            Endpoint = new Uri("https://detect.example/a"),
            ScaleUrl = new Uri("https://scale.example"),
            StorageUrl = new Uri("https://fs.example"),
            Deployments = new Dictionary<string, Uri> { ["detect"] = new("https://detect.example/a"), ["ocr"] = new("https://ocr.example/") },
            TokenSource = new TokenSource(TokenSourceKind.Secret, "vault/ikomia"),
            TimeoutSec = 7,
            AllowInsecure = true,
            Proxy = new Uri("http://proxy.example:3128"),
            ProxyUser = "anne",
            CertificateAuthority = "/etc/ca.pem",
            Certificate = "0123456789abcdef0123456789abcdef01234567",
        };

        Store.Save(profile);
        var read = Store.Find("PROD");

        Assert.Equivalent(profile, read);
        Assert.Equal("Secret vault/ikomia", read.FormatTokenSource());
        Assert.Equal("detect, ocr", read.FormatDeployments());
    }

    [Fact]
    public void What_was_not_given_is_not_in_the_file()
    {
        Store.Save(Named("a"));

        Assert.Equal("""{"endpoint":"https://deployment.example/"}""", JObject.Parse(File.ReadAllText(FilePath))["connections"]!["a"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void A_profile_takes_the_place_of_the_one_of_its_name_in_whatever_case()
    {
        Store.Save(Named("prod", "https://one.example/"));
        Store.Save(Named("Prod", "https://two.example/"));

        Assert.Equal("https://two.example/", Assert.Single(Store.List()).Endpoint!.AbsoluteUri);
    }

    [Fact]
    public void What_is_removed_is_gone_and_the_others_are_not()
    {
        Store.Save(Named("a"));
        Store.Save(Named("b"));

        Assert.True(Store.Remove("A"));
        Assert.False(Store.Remove("a"));
        Assert.Equal(["b"], Store.Names());
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_with_those_that_are()
    {
        Store.Save(Named("prod"));

        var error = Assert.Throws<ScaleException>(() => Store.Find("pord"));

        Assert.Equal(ScaleErrorId.NotConnected, error.ErrorId);
        Assert.Contains("'pord'", error.Message, StringComparison.Ordinal);
        Assert.Contains("prod", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'prod'?", error.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_no_profile_and_nothing_is_made_by_looking()
    {
        Assert.Empty(Store.List());
        Assert.False(Directory.Exists(Path.GetDirectoryName(FilePath)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"version\": 1, \"connections\": { } } tail")]
    [InlineData("[]")]
    [InlineData("{ \"connections\": [] }")]
    [InlineData("{ \"version\": 2 }")]
    [InlineData("{ \"connections\": { \"a\": { }, \"a\": { } } }")]
    [InlineData("{ \"connections\": { \"a\": 1 } }")]
    [InlineData("{ \"connections\": { \"a\": { \"endpoint\": \"words\" } } }")]
    [InlineData("{ \"connections\": { \"a\": { \"endpoint\": 1 } } }")]
    [InlineData("{ \"connections\": { \"a\": { \"deployments\": [] } } }")]
    [InlineData("{ \"connections\": { \"a\": { \"timeoutSec\": 0 } } }")]
    [InlineData("{ \"connections\": { \"a\": { \"noProxy\": \"yes\" } } }")]
    [InlineData("{ \"connections\": { \"a\": { \"token\": \"secret\" } } }")]
    [InlineData("{ \"connections\": { \"a\": { \"token\": { \"secret\": \"a\", \"variable\": \"b\" } } } }")]
    public void A_damaged_file_is_an_error_that_names_it_and_leaves_it_alone(string text)
    {
        Store.Save(Named("x"));
        File.WriteAllText(FilePath, text);

        var error = Assert.Throws<ScaleException>(Store.List);

        Assert.Equal(ScaleErrorId.ProfileDamaged, error.ErrorId);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Saving_into_a_damaged_file_changes_nothing()
    {
        Store.Save(Named("x"));
        File.WriteAllText(FilePath, "{");

        Assert.Equal(ScaleErrorId.ProfileDamaged, Assert.Throws<ScaleException>(() => Store.Save(Named("b"))).ErrorId);

        Assert.Equal("{", File.ReadAllText(FilePath));
        Assert.Equal(["connections.json", "connections.json.lock"], Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_wait_for_another_process_can_be_cancelled()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        using var other = new FileStream(FilePath + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => Store.Save(Named("a"), cancel.Token));
        Assert.Throws<OperationCanceledException>(() => Store.Remove("a", cancel.Token));

        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void What_a_newer_version_may_have_added_is_kept()
    {
        Store.Save(Named("a"));
        var json = JObject.Parse(File.ReadAllText(FilePath));
        json["other"] = 1;
        json["connections"]!["a"]!["more"] = "x";
        File.WriteAllText(FilePath, json.ToString());

        Store.Save(Named("b"));

        var after = JObject.Parse(File.ReadAllText(FilePath));
        Assert.Equal(1, (int)after["other"]!);
        Assert.Equal("x", (string?)after["connections"]!["a"]!["more"]);
    }

    [Fact]
    public void Only_the_owner_can_use_the_file_and_its_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save(Named("a"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void A_file_that_others_may_write_to_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save(Named("a"));
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);

        var error = Assert.Throws<ScaleException>(() => Store.Find("a"));

        Assert.Contains("chmod 600", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_lose_nothing()
    {
        const int writers = 8;
        const int each = 6;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                for (var number = 0; number < each; number++)
                {
                    new ProfileStore(FilePath).Save(Named($"p{writer}-{number}"));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(writers * each, Store.List().Count);
    }

    [Fact]
    public void A_link_to_a_file_elsewhere_stays_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save(Named("a"));
        var elsewhere = _folder.File("dotfiles.json");
        File.Move(FilePath, elsewhere);
        File.CreateSymbolicLink(FilePath, elsewhere);

        Store.Save(Named("b"));

        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
        Assert.Equal(2, new ProfileStore(elsewhere).List().Count);
    }

    [Fact]
    public void Links_to_links_are_followed_to_the_file_which_need_not_be_there_yet()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save(Named("a"));
        File.Delete(FilePath);
        Directory.CreateDirectory(_folder.File("Größe"));
        var elsewhere = _folder.File("Größe/connections.json");
        File.CreateSymbolicLink(_folder.File("Größe/link"), "connections.json");
        File.CreateSymbolicLink(FilePath, Path.GetRelativePath(Path.GetDirectoryName(FilePath)!, _folder.File("Größe/link")));

        Store.Save(Named("b"));

        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
        Assert.NotNull(new FileInfo(_folder.File("Größe/link")).LinkTarget);
        Assert.Single(new ProfileStore(elsewhere).List());
    }

    [Fact]
    public void A_link_is_refused_for_the_rights_of_the_file_and_not_for_its_own()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save(Named("a"));
        var elsewhere = _folder.File("dotfiles.json");
        File.Move(FilePath, elsewhere);
        File.CreateSymbolicLink(FilePath, elsewhere);
        Assert.Single(Store.List());

        File.SetUnixFileMode(elsewhere, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        Assert.Contains("chmod 600", Assert.Throws<ScaleException>(() => Store.List()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://x")]
    [InlineData("a/b")]
    [InlineData("a*")]
    [InlineData("-a")]
    [InlineData(" a")]
    [InlineData("a:b")]
    [InlineData("")]
    public void What_could_be_a_url_a_path_or_a_pattern_is_no_name(string name) =>
        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => Store.Save(Named(name))).ErrorId);

    private static IkConnectionProfile Named(string name, string endpoint = "https://deployment.example/") => new() { Name = name, Endpoint = new Uri(endpoint) };
}
