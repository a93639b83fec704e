"""What the misbehaving endpoint promises to the tests that use it."""

import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from tests.support.endpoint import PEM, Endpoint, Fault
from tests.support.timing import best

CONTENT = json.dumps({"text": "The council rejected the ferry plan.", "edits": []})
SCHEMA = {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}}}
STREAM = {"stream": True, "stream_options": {"include_usage": True}}
BOTH = pytest.mark.parametrize("body", [{}, STREAM], ids=["whole", "stream"])
GARBLED = (http.client.HTTPException, ConnectionError)


@dataclass(frozen=True)
class Reply:
    """A reply as it came over the wire."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self):
        """The body, parsed."""
        return json.loads(self.text)

    @property
    def content(self):
        """The content of the answer, or the pieces of a stream put together."""
        streamed = self.text.startswith("data: ")
        return pieces(self.text) if streamed else self.json["choices"][0]["message"]["content"]


def pieces(stream):
    """The pieces of content in a stream put together, whether or not it has an end."""
    chunks = [json.loads(line[6:]) for line in stream.split("\n\n") if line[6:7] == "{"]
    deltas = [choice["delta"] for chunk in chunks for choice in chunk["choices"]]
    return "".join(delta.get("content") or "" for delta in deltas)


def endpoint(*faults, **more):
    """An endpoint that always answers the same."""
    return Endpoint(lambda _: CONTENT, faults, **more)


def connect(served):
    """A connection to the endpoint."""
    return http.client.HTTPConnection("127.0.0.1", served.server_port, timeout=3)


def ask(served, path="/v1/chat/completions", connection=None, **body):
    """Ask once, and read the reply to its end."""
    asked = {"model": "m", "messages": [{"role": "user", "content": "Mend this."}]} | body
    link = connection or connect(served)
    link.request("POST", path, json.dumps(asked), {"Authorization": "Bearer key"})
    with link.getresponse() as reply:
        headers = {name.lower(): value for name, value in reply.getheaders()}
        return Reply(reply.status, headers, reply.read().decode())


def test_a_good_answer_whole_and_streamed_over_one_connection():
    """Both forms give the same content and usage."""
    with endpoint() as served:
        link = connect(served)
        whole = ask(served, connection=link)
        streamed = ask(served, connection=link, **STREAM)
        assert whole.content == streamed.content == CONTENT
        assert whole.json["choices"][0]["finish_reason"] == "stop"
        assert whole.json["usage"]["completion_tokens"] == len(CONTENT) // 4 + 1
        last, usage = (json.loads(line[6:]) for line in streamed.text.split("\n\n")[-4:-2])
        assert last["choices"][0]["finish_reason"] == "stop"
        assert (usage["choices"], usage["usage"]) == ([], whole.json["usage"])
        assert streamed.text.endswith("}\n\ndata: [DONE]\n\n")
        assert "usage" not in ask(served, stream=True).text


def test_only_two_paths_are_served():
    """Other paths, and bodies that are no JSON, are errors."""
    with endpoint() as served:
        assert ask(served, "/v1/completions").status == 404
        with urllib.request.urlopen(f"{served.url}/models", timeout=3) as reply:
            assert json.load(reply) == {"object": "list", "data": []}
        link = connect(served)
        link.request("POST", "/v1/chat/completions", "no json")
        assert link.getresponse().status == 400


@pytest.mark.parametrize(
    ("fault", "body", "param"),
    [
        (Fault.NO_SCHEMA, SCHEMA, "response_format"),
        (Fault.NO_JSON, {"response_format": {"type": "json_object"}}, "response_format"),
        (Fault.NO_STREAM_OPTIONS, STREAM, "stream_options"),
        (Fault.NO_MAX_COMPLETION_TOKENS, {"max_completion_tokens": 9}, "max_completion_tokens"),
    ],
)
def test_a_lack_refuses_every_request_that_needs_it_until_lifted(fault, body, param):
    """What `always` refuses is refused each time, and uses up no other fault."""
    with endpoint(Fault.CUT_LENGTH, always=[fault]) as served:
        for _ in range(2):
            refused = ask(served, **body)
            assert (refused.status, refused.json["error"]["param"]) == (400, param)
        plain = {} if fault is Fault.NO_JSON else {"response_format": {"type": "json_object"}}
        assert ask(served, **plain).json["choices"][0]["finish_reason"] == "length"
        assert ask(served, **plain).content == CONTENT
        served.always.clear()
        assert ask(served, **body).status == 200


def test_faults_are_played_in_order_and_then_it_behaves():
    """Each fault costs one request."""
    faults = "UNAUTHORISED NO_MODEL TIMEOUT_STATUS TOO_MANY TOO_MANY_WAIT SERVER_ERROR PLAIN_ERROR"
    with endpoint(*(Fault[name] for name in faults.split())) as served:
        replies = [ask(served) for _ in range(8)]
        assert [reply.status for reply in replies] == [401, 404, 408, 429, 429, 500, 500, 200]
        assert [reply.headers.get("retry-after") for reply in replies[3:5]] == [None, "1"]
        assert all(reply.json["error"]["message"] for reply in replies[:6])
        assert not replies[6].text.startswith("{")


@BOTH
def test_contents_that_are_off(body):
    """The content is cut, wrapped or huge; the envelope is sound."""
    faults = (Fault.CUT_LENGTH, Fault.FENCED, Fault.COMMENTED, Fault.HUGE)
    with endpoint(*faults) as served:
        cut, fenced, commented, huge = (ask(served, **body) for _ in faults)
        assert cut.content == CONTENT[: len(CONTENT) // 2]
        assert '"finish_reason": "length"' in cut.text
        assert fenced.content == f"Here is the answer:\n\n```json\n{CONTENT}\n```"
        assert commented.content == f"{CONTENT[:-1]},}}\n// comment"
        assert huge.content == "a" * 10_000_000


@BOTH
def test_answers_without_content(body):
    """The reply is good, and says nothing."""
    faults = (Fault.EMPTY_CHOICES, Fault.NULL_CONTENT, Fault.REFUSAL)
    with endpoint(*faults) as served:
        empty, null, refusal = (ask(served, **body) for _ in faults)
        assert '"choices": [{' not in empty.text
        assert {null.content, refusal.content} <= {None, ""}
        assert '"content": null' in null.text
        assert '"refusal": "I ' in refusal.text


@BOTH
def test_a_cut_stream_ends_in_the_middle(body):
    """The connection closes halfway, and the next request is answered."""
    with endpoint(Fault.CUT_STREAM) as served:
        with pytest.raises(http.client.IncompleteRead) as error:
            ask(served, **body)
        cut = error.value.partial.decode()
        assert 5 < (len(pieces(cut)) if body else len(cut)) < len(CONTENT) * 4
        assert "[DONE]" not in cut
        assert ask(served, **body).content == CONTENT


def test_a_drip_comes_a_character_at_a_time():
    """The answer comes slowly, and comes whole."""
    with Endpoint(lambda _: "a", always=[Fault.DRIP]) as served, ThreadPoolExecutor() as pool:
        began = time.monotonic()
        contents = pool.map(lambda stream: ask(served, stream=stream).content, [False, True])
        assert list(contents) == ["a", "a"]
        assert time.monotonic() - began > 0.35


def test_what_is_no_answer_at_all():
    """Redirects, pages and garbage come as such."""
    with endpoint(Fault.REDIRECT, Fault.HTML, Fault.NOT_HTTP) as served:
        served.redirect_to = "http://elsewhere.invalid/v1"
        moved = ask(served)
        assert moved.status == 307
        assert moved.headers["location"] == "http://elsewhere.invalid/v1/chat/completions"
        assert ask(served).headers["content-type"] == "text/html"
        with pytest.raises(GARBLED):
            ask(served)


def test_requests_are_recorded_as_they_came():
    """Path, headers, body and time are kept."""
    with endpoint() as served:
        ask(served, temperature=0)
        ask(served)
        first, second = served.requests
        seen = (first.path, first.headers["authorization"], first.body["temperature"])
        assert seen == ("/v1/chat/completions", "Bearer key", 0)
        assert first.at <= second.at <= time.monotonic()


@pytest.mark.parametrize("at_once", [1, 4])
def test_the_most_requests_at_once_are_counted(at_once):
    """No more are counted than the clients had in flight."""
    with endpoint(latency=0.03) as served, ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda number: ask(served, stream=bool(number % 2)), range(8)))
        assert served.most_at_once == at_once


def test_a_client_that_left_is_not_counted(capfd):
    """A client that gives up and asks again counts once."""
    with endpoint(*[Fault.HANG] * 20) as served:
        for number in range(20):
            link = connect(served)
            link.request("POST", "/v1/chat/completions", '{"model": "m"}')
            while len(served.requests) <= number:
                time.sleep(0.001)
            link.close()
        assert served.most_at_once == 1
    assert capfd.readouterr().err == ""


def test_closing_is_fast_with_a_hang_in_flight(capfd):
    """Clients in flight and idle ones are cut off, and nothing is printed."""
    assert best(closing, 1.0) < 1.0
    assert capfd.readouterr().err == ""


def closing() -> float:
    """How long it takes; what is left of the clients is looked at."""
    with endpoint(Fault.HANG) as served:
        idle, hung = connect(served), connect(served)
        idle.connect()
        hung.request("POST", "/v1/chat/completions", '{"model": "m"}')
        while not served.requests:
            time.sleep(0.001)
        began = time.monotonic()
    took = time.monotonic() - began
    with pytest.raises(GARBLED):
        hung.getresponse()
    with pytest.raises(GARBLED):
        ask(served, connection=idle)
    with pytest.raises(ConnectionRefusedError):
        ask(served)
    return took


def test_the_certificate_is_of_another_name_and_signed_by_itself():
    """It is refused for the signature, then for the name."""
    trusting = ssl.create_default_context(cadata=PEM)
    with endpoint(tls=True) as served:
        with pytest.raises(urllib.error.URLError, match="self-signed"):
            urllib.request.urlopen(f"{served.url}/models", timeout=3)
        with pytest.raises(urllib.error.URLError, match="not valid for"):
            urllib.request.urlopen(f"{served.url}/models", timeout=3, context=trusting)
        trusting.check_hostname = False
        urllib.request.urlopen(f"{served.url}/models", timeout=3, context=trusting).close()
        assert [request.path for request in served.looked] == ["/v1/models"]
