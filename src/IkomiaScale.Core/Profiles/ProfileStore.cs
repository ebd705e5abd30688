using IkomiaScale.Files;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Profiles;

/// <summary>
/// The profiles of a user: one JSON file that only its owner can use. It is written completely or not at all, and one process
/// at a time changes it, so that concurrent changes are not lost.
/// </summary>
internal sealed class ProfileStore
{
    private const int Version = 1;
    private const int SizeLimit = 4 * 1024 * 1024;

    public ProfileStore(string file)
    {
        File = file;
    }

    /// <summary>The full path of the file.</summary>
    public string File { get; }

    /// <summary>Returns the store of the current user.</summary>
    public static ProfileStore OfUser() => new(ProfilePlace.File);

    /// <summary>Returns all profiles, sorted by name.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ProfileDamaged"/>; or the file cannot be read.</exception>
    public IReadOnlyList<IkConnectionProfile> List() =>
        [.. Connections(Load()).Properties().Select(Profile).OrderBy(profile => profile.Name, ProfileNames.Comparer)];

    /// <summary>Returns the names of all profiles.</summary>
    public IReadOnlyList<string> Names() => [.. Connections(Load()).Properties().Select(item => item.Name).OrderBy(name => name, ProfileNames.Comparer)];

    /// <summary>Returns the profile of a name; null if there is none.</summary>
    public IkConnectionProfile? TryFind(string name) => Entry(Connections(Load()), name) is { } entry ? Profile(entry) : null;

    /// <summary>Returns the profile of a name.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: there is none.</exception>
    public IkConnectionProfile Find(string name) => TryFind(name) ?? throw ProfileErrors.NotFound(name, Names(), File);

    /// <summary>Saves a profile and replaces the one with the same name.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Ends the wait for another process that changes the file.</param>
    public void Save(IkConnectionProfile profile, CancellationToken cancellationToken = default)
    {
        ProfileNames.Check(profile.Name);
        Change(connections =>
        {
            Entry(connections, profile.Name)?.Remove();
            connections[profile.Name] = ProfileText.Write(profile);
            return true;
        }, cancellationToken);
    }

    /// <summary>Removes a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for another process that changes the file.</param>
    /// <returns>Whether it existed.</returns>
    public bool Remove(string name, CancellationToken cancellationToken = default) => Change(connections =>
    {
        var entry = Entry(connections, name);
        entry?.Remove();
        return entry is not null;
    }, cancellationToken);

    private bool Change(Func<JObject, bool> change, CancellationToken cancellationToken)
    {
        try
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(File)!);
            using var turn = FileTurn.Take(File + ".lock", cancellationToken);
            var root = Load();
            if (!change(Connections(root)))
            {
                return false;
            }

            WholeFile.Write(File, root.ToString(Formatting.Indented) + Environment.NewLine);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ProfileErrors.Unusable(File, exception);
        }
    }

    private JObject Load()
    {
        string text;
        try
        {
            var info = new FileInfo(File);
            if (!info.Exists)
            {
                return Empty();
            }

            if (info.Length > SizeLimit)
            {
                throw ProfileErrors.Damaged(File, "it is too large for a file of profiles");
            }

            RefuseIfOpenToOthers();
            text = WholeFile.Read(File);
        }
        catch (FileNotFoundException)
        {
            return Empty();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ProfileErrors.Unusable(File, exception);
        }

        return Parse(text);
    }

    private JObject Parse(string text)
    {
        JObject root;
        try
        {
            root = Whole(text) as JObject ?? throw ProfileErrors.Damaged(File, "it is not a JSON object");
        }
        catch (JsonException exception)
        {
            throw ProfileErrors.Damaged(File, exception is JsonReaderException { LineNumber: > 0 } at ? $"it is not JSON from line {at.LineNumber} on" : "it is not JSON", exception);
        }

        if (JsonText.Number(root["version"]) is > Version)
        {
            throw ProfileErrors.Damaged(File, "a newer version of IkomiaScale wrote it, so update the module");
        }

        return root["connections"] is null or JObject ? root : throw ProfileErrors.Damaged(File, "'connections' is not an object");
    }

    // Reads to the end of the file: text after the JSON would be lost with the next change.
    private static JToken Whole(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
        var root = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException($"There is more text after the end, in line {reader.LineNumber}.", reader.Path, reader.LineNumber, reader.LinePosition, null);
            }
        }

        return root;
    }

    private IkConnectionProfile Profile(JProperty entry)
    {
        try
        {
            return ProfileText.Read(entry.Name, entry.Value as JObject ?? throw new FormatException("it is not an object"));
        }
        catch (FormatException exception)
        {
            throw ProfileErrors.Damaged(File, $"in the profile '{entry.Name}', {exception.Message}", exception);
        }
    }

    // Commands in the file are run, so nobody else may be able to write it.
    private void RefuseIfOpenToOthers()
    {
#if NET
        if (!OperatingSystem.IsWindows()
            && (System.IO.File.GetUnixFileMode(File) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
#else
        if (LinuxStat.IsAvailable && LinuxStat.IsWritableByOthers(File))
#endif
        {
            throw ProfileErrors.OpenToOthers(File);
        }
    }

    private static JObject Empty() => new() { ["version"] = Version };

    private static JObject Connections(JObject root) => root["connections"] as JObject ?? (JObject)(root["connections"] = new JObject());

    private static JProperty? Entry(JObject connections, string name) =>
        connections.Properties().FirstOrDefault(item => ProfileNames.Comparer.Equals(item.Name, name));
}
