using IkomiaScale.Files;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Profiles;

/// <summary>
/// The profiles of a user: one JSON file that only its owner can use. It is written whole or not at all, and one process at a time
/// changes it, so that two at once lose nothing.
/// </summary>
internal sealed class ProfileStore
{
    private const int Version = 1;
    private const int SizeLimit = 4 * 1024 * 1024;

    public ProfileStore(string file)
    {
        File = file;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The user's own.</summary>
    public static ProfileStore OfUser() => new(ProfilePlace.File);

    /// <summary>All profiles, by name.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ProfileDamaged"/>, or the file cannot be read.</exception>
    public IReadOnlyList<IkConnectionProfile> List() =>
        [.. Connections(Load()).Properties().Select(Profile).OrderBy(profile => profile.Name, ProfileNames.Comparer)];

    /// <summary>The names alone.</summary>
    public IReadOnlyList<string> Names() => [.. Connections(Load()).Properties().Select(item => item.Name).OrderBy(name => name, ProfileNames.Comparer)];

    /// <summary>The profile of a name; null where there is none.</summary>
    public IkConnectionProfile? TryFind(string name) => Entry(Connections(Load()), name) is { } entry ? Profile(entry) : null;

    /// <summary>The profile of a name.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: there is none.</exception>
    public IkConnectionProfile Find(string name) => TryFind(name) ?? throw ProfileErrors.NotFound(name, Names(), File);

    /// <summary>Saves a profile in the place of the one of this name.</summary>
    public void Save(IkConnectionProfile profile)
    {
        ProfileNames.Check(profile.Name);
        Change(connections =>
        {
            Entry(connections, profile.Name)?.Remove();
            connections[profile.Name] = ProfileText.Write(profile);
            return true;
        });
    }

    /// <summary>Removes a profile.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name) => Change(connections =>
    {
        var entry = Entry(connections, name);
        entry?.Remove();
        return entry is not null;
    });

    private bool Change(Func<JObject, bool> change)
    {
        try
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(File)!);
            using var turn = FileTurn.Take(File + ".lock");
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
                throw ProfileErrors.Damaged(File, "it is too large to be one");
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
            throw ProfileErrors.Damaged(File, "a newer version of IkomiaScale has written it. Update the module");
        }

        return root["connections"] is null or JObject ? root : throw ProfileErrors.Damaged(File, "'connections' is not an object");
    }

    // To the very end of the file: what came after it would be gone with the next change.
    private static JToken Whole(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
        var root = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException($"There is more after the end, in line {reader.LineNumber}.", reader.Path, reader.LineNumber, reader.LinePosition, null);
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

    // What it says is done, commands included: somebody else's word must not get in.
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
