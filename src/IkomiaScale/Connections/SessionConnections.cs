using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using IkomiaScale.Profiles;

namespace IkomiaScale.Connections;

/// <summary>
/// The connections of runspaces. Each runspace has its own, as it has its own variables: what one script connects to is
/// nothing to another one in the same process.
/// </summary>
internal static class SessionConnections
{
    private static readonly ConditionalWeakTable<Runspace, Session> Sessions = new();

    /// <summary>
    /// The connection that this runspace has made, or null. One that is replaced is closed, unless a script may hold it. Only on the
    /// pipeline thread.
    /// </summary>
    public static IkConnection? Current
    {
        get => OfThisRunspace().Connection;
        set
        {
            var session = OfThisRunspace();
            var earlier = session.Connection;
            session.Connection = value;
            if (earlier is { IsGivenOut: false } && earlier != value)
            {
                earlier.Close();
            }
        }
    }

    /// <summary>The emulator that this runspace has started, or null. Only on the pipeline thread.</summary>
    public static Emulation.EmulatorProcess? Emulator
    {
        get => OfThisRunspace().Emulator;
        set => OfThisRunspace().Emulator = value;
    }

    /// <summary>
    /// The connection to use: the one given, itself or by name; else the session's; else the one that the environment describes, by name or
    /// by its values.
    /// </summary>
    /// <param name="given">What was given.</param>
    /// <param name="tokens">Fetches the token of a profile; without it only what was connected already is found by name.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>, or what is wrong with the profile or the environment's values.</exception>
    public static IkConnection Resolve(IkConnection? given, TokenReader? tokens)
    {
        if (given is { IsName: true, Name: { } name })
        {
            return ByName(name, tokens);
        }

        if (given is { IsClosed: true })
        {
            throw new ScaleException(
                ScaleErrorId.NotConnected, "The given -Connection has been disconnected. Run Connect-IkScale again.");
        }

        return given ?? Current ?? (ConnectionSettings.ProfileOfEnvironment is { } profile ? ByName(profile, tokens) : FromEnvironment());
    }

    /// <summary>Forgets all connections of this runspace: each is closed, and its token let go.</summary>
    public static void Forget()
    {
        var session = OfThisRunspace();
        session.Connection?.Close();
        session.Connection = null;
        session.EnvironmentConnection?.Close();
        session.EnvironmentConnection = null;
        session.EnvironmentSettings?.Dispose();
        session.EnvironmentSettings = null;
        foreach (var connection in session.Named.Values)
        {
            connection.Close();
        }

        session.Named.Clear();
    }

    private static IkConnection ByName(string name, TokenReader? tokens)
    {
        // As long as the profile is the same, so is its connection: its token is fetched once, and its JWT serves for more than one cmdlet.
        var named = OfThisRunspace().Named;
        var profile = ProfileStore.OfUser().Find(name);
        if (named.TryGetValue(name, out var kept) && kept.Profile.Text == profile.Text && !kept.IsClosed)
        {
            return kept;
        }

        if (tokens is null)
        {
            throw new ScaleException(ScaleErrorId.NotConnected, $"The connection '{name}' has not been made yet. Run: Connect-IkScale {name}.");
        }

        using var settings = ConnectionSettings.Create(new ConnectionValues(), profile, tokens);
        named[name] = settings.Connect();
        kept?.Close();
        return named[name];
    }

    private static IkConnection FromEnvironment()
    {
        var session = OfThisRunspace();
        var settings = ConnectionSettings.FromEnvironment();

        // The same values give the same connection, so that its JWT serves for more than one cmdlet.
        if (session.EnvironmentConnection is { } kept && session.EnvironmentSettings?.Equals(settings) == true)
        {
            settings.Dispose();
            return kept;
        }

        var connection = settings.Connect();
        session.EnvironmentConnection?.Close();
        session.EnvironmentSettings?.Dispose();
        session.EnvironmentConnection = connection;
        session.EnvironmentSettings = settings;
        return connection;
    }

    private static Session OfThisRunspace() => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    private sealed class Session
    {
        public IkConnection? Connection { get; set; }

        public IkConnection? EnvironmentConnection { get; set; }

        public ConnectionSettings? EnvironmentSettings { get; set; }

        public Dictionary<string, IkConnection> Named { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Emulation.EmulatorProcess? Emulator { get; set; }
    }
}
