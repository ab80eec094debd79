def test_it_works(cast):
    p = cast.create("member")
    assert cast.verdicts("member", p) == ["applied"]
    e = cast.edit("member", p, {"ended_at": "2026-11-20T01:00:00+07:00"})
    assert cast.verdicts("member", e, e) == ["applied", "applied"]
    reply = cast.pull("member", cast.log(), "directory", "notices")
    assert not reply["more"], reply
    print(reply)
    assert [r["id"] for r in reply["records"]][-1] == p["record_id"]
