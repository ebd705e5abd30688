using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Program;

public sealed class CrashTests
{
    [Fact]
    public async Task A_kill_in_the_middle_of_an_upload_leaves_no_half_object()
    {
        using var folder = new TestFolder();
        using (var process = EmulatorProcess.Start("--port", "0", "--data", folder.Path))
        {
            var address = await process.ListeningAsync();
            using var client = new HttpClient { BaseAddress = address };
            var token = await TokenAsync(client, address);
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            using var whole = await client.PostAsync("/v1/objects/whole", Forms.Upload("whole"));
            whole.EnsureSuccessStatusCode();

            using var connection = await RawConnection.OpenAsync(address);
            await connection.SendAsync(
                $"PUT /v1/objects/whole HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n" +
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 10000000\r\n\r\n" +
                "--b\r\nContent-Disposition: form-data; name=file\r\n\r\n" + new string('x', 600_000));
            await Eventually.HoldsAsync(() => folder.CountFiles("blobs") == 2, "the upload is under way");
            process.Kill();
            await process.EndAsync();
        }

        Assert.Equal(2, folder.CountFiles("blobs"));
        await using var emulator = await TestEmulator.StartAsync(folder: folder);
        Assert.Equal(1, folder.CountFiles("blobs"));
        Assert.Equal(["whole"], await emulator.PathsAsync("/v1/objects/"));
        var uid = (await emulator.Client.GetStringAsync("/v1/objects/whole?exact=true")).Split("\"uid\":\"")[1].Split('"')[0];
        Assert.Equal("whole", await emulator.Client.GetStringAsync($"/v1/content/{uid}"));
    }

    private static async Task<string> TokenAsync(HttpClient client, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/projects/jwt/?endpoint={address}&storage=true");
        request.Headers.TryAddWithoutValidation("Authorization", "Token emulator-token");
        using var answer = await client.SendAsync(request);
        return (string)(await answer.JsonAsync())["id_token"]!;
    }
}
