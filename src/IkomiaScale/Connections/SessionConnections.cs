using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using IkomiaScale.Profiles;

namespace IkomiaScale.Connections;

/// <summary>
/// The connections of runspaces. Each runspace has its own connection, as it has its own variables: a script doesn't use
/// the connection of another script in the same process.
/// </summary>
internal static class SessionConnections
{
    private static readonly ConditionalWeakTable<Runspace, Session> Sessions = new();

    /// <summary>
    /// The connection of this runspace, or null. Replacing it closes the earlier one, unless a script may hold it. Use it only on the
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
            if (earlier is { MayBeHeld: false } && earlier != value)
            {
                earlier.Close();
            }
        }
    }

    /// <summary>The emulator that this runspace started, or null. Use it only on the pipeline thread.</summary>
    public static Emulation.EmulatorProcess? Emulator
    {
        get => OfThisRunspace().Emulator;
        set => OfThisRunspace().Emulator = value;
    }

    /// <summary>
    /// The connection to use: the given one or the profile of a given name, then the session's, then the one that the environment describes
    /// with a profile or with values.
    /// </summary>
    /// <param name="given">The value of <c>-Connection</c>; null without one.</param>
    /// <param name="tokens">Reads the token of a profile; null finds only profiles that are already connected.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>. Other ids: a value of the profile or the environment cannot be used.</exception>
    public static IkConnection Resolve(IkConnection? given, TokenReader? tokens)
    {
        if (given is { IsName: true, Name: { } name })
        {
            return ByName(name, tokens);
        }

        if (given is { IsClosed: true })
        {
            throw new ScaleException(
                ScaleErrorId.NotConnected, "The connection in -Connection is closed. Run Connect-IkScale again.");
        }

        return given ?? Current ?? (ConnectionSettings.ProfileOfEnvironment is { } profile ? ByName(profile, tokens) : FromEnvironment());
    }

    /// <summary>Closes all connections of this runspace and erases their tokens.</summary>
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
        // Cmdlets share the connection until the profile changes, so its token is read once and its JWT requested once.
        var named = OfThisRunspace().Named;
        var profile = ProfileStore.OfUser().Find(name);
        if (named.TryGetValue(name, out var kept) && kept.Profile.Text == profile.Text && !kept.IsClosed)
        {
            return kept;
        }

        if (tokens is null)
        {
            throw new ScaleException(ScaleErrorId.NotConnected, $"The profile '{name}' is not connected yet. Run: Connect-IkScale {name}.");
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

        // Cmdlets share the connection until the values change, so its JWT is requested once.
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
