using System.Runtime.CompilerServices;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>The calls for projects, namespaces, and members.</summary>
internal sealed class ProjectCalls(PlatformChannel channel, PlatformLists lists)
{
    public async IAsyncEnumerable<IkProject> ListAsync(NamePattern name, string? nameSpace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFound = false;
        await foreach (var project in WalkAsync(name.Exact, nameSpace, cancellationToken).ConfigureAwait(false))
        {
            if (name.IsMatch(project.Name) || (name.Exact is null && name.IsMatch(project.Path)))
            {
                isFound = true;
                yield return project;
            }
        }

        // The name may be a path. The platform finds projects only by name.
        if (isFound || name.Exact?.IndexOf('/') is not > 0)
        {
            yield break;
        }

        await foreach (var project in WalkAsync(null, nameSpace, cancellationToken).ConfigureAwait(false))
        {
            if (name.IsMatch(project.Path))
            {
                yield return project;
            }
        }
    }

    public async Task<IkProject> CreateAsync(string name, string? nameSpace, string? description, string? visibility, CancellationToken cancellationToken)
    {
        var place = await FindNamespaceAsync(nameSpace, cancellationToken).ConfigureAwait(false);
        var subject = $"project '{name}' in '{WireJson.Text(place, "path") ?? WireJson.Text(place, "name")}'";
        var url = channel.Below(UrlOf(place, subject), "projects/");
        var before = await FindAsync(url, name, cancellationToken).ConfigureAwait(false);
        if (before is not null)
        {
            throw Exists(subject, name);
        }

        await lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        var body = new JObject { ["name"] = name };
        Add(body, "description", description);
        Add(body, "visibility", visibility);
        try
        {
            return await new CreateOnce<IkProject>(
                channel, PlatformChannel.Post(url, body, subject), json => new IkProject(json), token => FindAsync(url, name, token))
                .RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (failure is { ErrorId: ScaleErrorId.ObjectExists, StatusCode: 409 })
        {
            throw Exists(subject, name, failure);
        }
    }

    public async IAsyncEnumerable<IkProjectMember> ListMembersAsync(
        IkProject project, NamePattern userName, string? role, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = channel.Below(project.Url, "members/", ("username", userName.Exact), ("role", role));
        await foreach (var member in lists.WalkAsync(
            url, $"members of the project '{project.Path}'", json => new IkProjectMember(json, project), cancellationToken).ConfigureAwait(false))
        {
            if (userName.IsMatch(member.UserName))
            {
                yield return member;
            }
        }
    }

    public async Task<IkProjectMember> AddMemberAsync(IkProject project, string userName, string role, CancellationToken cancellationToken)
    {
        var user = await FindUserAsync(userName, cancellationToken).ConfigureAwait(false);
        var subject = $"member '{userName}' of '{project.Path}'";
        await lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        var call = PlatformChannel.Post(
            channel.Below(project.Url, "members/"), new JObject { ["user"] = UrlOf(user, subject).AbsoluteUri, ["role"] = role }, subject);
        try
        {
            return await new CreateOnce<IkProjectMember>(channel, call, json => new IkProjectMember(json, project), FindAsync)
                .RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (failure is { ErrorId: ScaleErrorId.ObjectExists, StatusCode: 409 })
        {
            throw new ScaleException(
                ScaleErrorId.ObjectExists, $"'{userName}' is already a member of the project '{project.Path}'. Use -SkipExisting to keep the membership.", failure) { Target = userName };
        }

        Task<IkProjectMember?> FindAsync(CancellationToken token) =>
            ListMembersAsync(project, NamePattern.Literal(userName), null, token).FirstOrNoneAsync(member => member.Role == role, token);
    }

    private IAsyncEnumerable<IkProject> WalkAsync(string? name, string? nameSpace, CancellationToken cancellationToken) => lists.WalkAsync(
        channel.Root("projects/", ("name", name), ("namespace", nameSpace)), "list of projects", json => new IkProject(json), cancellationToken);

    private Task<IkProject?> FindAsync(Uri projects, string name, CancellationToken cancellationToken) => lists
        .WalkAsync(projects, "list of projects", json => new IkProject(json), cancellationToken)
        .FirstOrNoneAsync(project => project.Name == name, cancellationToken);

    private async Task<JToken> FindNamespaceAsync(string? name, CancellationToken cancellationToken)
    {
        var all = new List<JToken>();
        await foreach (var place in lists.WalkAsync(
            channel.Root("namespaces/", ("name", name?.IndexOf('/') >= 0 ? null : name)), "list of namespaces", json => json, cancellationToken).ConfigureAwait(false))
        {
            all.Add(place);
        }

        // Without a name, the namespace of the user: the only one, or the one with the name of the user.
        var wanted = name ?? (all.Count == 1 ? null : (await Account(cancellationToken).ConfigureAwait(false)).UserName);
        var found = wanted is null
            ? all
            : all.Where(place => WireJson.Text(place, "path") == wanted).DefaultIfEmpty(null!).Concat(all.Where(place => WireJson.Text(place, "name") == wanted))
                .Where(place => place is not null).Distinct().Take(2).ToList();
        if (found.Count > 0 && (found.Count == 1 || WireJson.Text(found[0], "path") == wanted))
        {
            return found[0];
        }

        var known = string.Join(", ", all.Select(place => $"'{WireJson.Text(place, "path") ?? WireJson.Text(place, "name")}'"));
        throw new ScaleException(
            found.Count > 1 ? ScaleErrorId.InvalidInput : ScaleErrorId.ObjectNotFound,
            found.Count > 1 ? $"There are several namespaces '{wanted}': {known}. Use -Namespace with the path of one."
                : name is null ? $"The namespace is not clear. Use -Namespace with one of these: {known}."
                : $"There is no namespace '{name}'.{Suggestion.For(name, all.Select(place => WireJson.Text(place, "path") ?? string.Empty))} Check the name.") { Target = name };
    }

    private async Task<IkAccount> Account(CancellationToken cancellationToken) =>
        new(await channel.GetAsync(channel.Root("users/me/"), "account", cancellationToken).ConfigureAwait(false));

    private async Task<JToken> FindUserAsync(string userName, CancellationToken cancellationToken) =>
        await lists.WalkAsync(channel.Root("users/", ("username", userName)), "list of users", json => json, cancellationToken)
            .FirstOrNoneAsync(user => WireJson.Text(user, "username") == userName, cancellationToken).ConfigureAwait(false)
        ?? throw new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no user '{userName}' on the platform. Check the name.") { Target = userName };

    private static void Add(JObject body, string name, string? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static Uri UrlOf(JToken json, string subject) => Uri.TryCreate(WireJson.Text(json, "url"), UriKind.Absolute, out var url)
        ? url
        : throw new ScaleException(ScaleErrorId.InvalidResponse, $"The {subject} cannot be created: the platform did not return a URL. Check the -ScaleUrl of Connect-IkScale.") { Target = subject };

    private static ScaleException Exists(string subject, string name, Exception? cause = null) =>
        new(ScaleErrorId.ObjectExists, $"There is already a {subject}. Use -SkipExisting to keep it.", cause) { Target = name };
}
