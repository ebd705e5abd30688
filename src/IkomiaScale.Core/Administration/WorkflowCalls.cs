using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using IkomiaScale.Api;
using IkomiaScale.Retries;
using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>The calls for workflows.</summary>
internal sealed class WorkflowCalls(PlatformChannel channel, PlatformLists lists)
{
    public async IAsyncEnumerable<IkWorkflow> ListAsync(
        IkProject project, NamePattern name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = channel.Below(project.Url, "workflows/", ("name", name.Exact));
        await foreach (var workflow in lists.WalkAsync(
            url, $"workflows of the project '{project.Path}'", json => new IkWorkflow(json, project), cancellationToken).ConfigureAwait(false))
        {
            if (name.IsMatch(workflow.Name))
            {
                yield return workflow;
            }
        }
    }

    /// <summary>Publishes a workflow. The workflows before it show later whether a lost answer was a success.</summary>
    public async Task<IkWorkflow> PublishAsync(
        IkProject project, WorkflowArchive archive, TransferProgress? progress, CancellationToken cancellationToken)
    {
        var before = await AllAsync(cancellationToken).ConfigureAwait(false);
        await lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        var call = new ApiCall(HttpMethod.Post, channel.Below(project.Url, "workflows/"), $"workflow '{archive.Name}' of '{project.Path}'")
        {
            Repeat = Repeat.Never,
            ExpectContinue = true,
            IsTransfer = true,
            Target = archive.Name,
            CreateContent = timer => Form(new UploadContent(archive.Source, new TransferOptions { Progress = progress, SkipChecksum = true }, timer)),
        };
        return await new CreateOnce<IkWorkflow>(channel, call, json => new IkWorkflow(json, project), FindNewAsync).RunAsync(cancellationToken).ConfigureAwait(false);

        Task<List<IkWorkflow>> AllAsync(CancellationToken token) => ListAsync(project, NamePattern.Literal(archive.Name), token).ToListAsync(token);

        async Task<IkWorkflow?> FindNewAsync(CancellationToken token) => (await AllAsync(token).ConfigureAwait(false))
            .Find(workflow => !before.Exists(known => known.Url == workflow.Url && known.Tag == workflow.Tag));
    }

    private static HttpContent Form(HttpContent archive)
    {
        archive.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        archive.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"archive\"", FileName = "\"archive.zip\"" };
        return new MultipartFormDataContent { archive };
    }
}
