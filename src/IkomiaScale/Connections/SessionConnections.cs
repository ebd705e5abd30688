using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

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

    /// <summary>The connection to use: the one given, else the session's, else the one that the environment describes.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>, or what is wrong with the environment's values.</exception>
    public static IkConnection Resolve(IkConnection? given)
    {
        if (given is { IsClosed: true })
        {
            throw new ScaleException(
                ScaleErrorId.NotConnected, "The given -Connection has been disconnected. Run Connect-IkScale again.");
        }

        return given ?? Current ?? FromEnvironment();
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

        public Emulation.EmulatorProcess? Emulator { get; set; }
    }
}
