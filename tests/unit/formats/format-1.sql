BEGIN TRANSACTION;
CREATE TABLE action(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, agency TEXT, label TEXT NOT NULL,
  undoes TEXT, program TEXT NOT NULL, here INTEGER NOT NULL);
INSERT INTO "action" VALUES(1,'01M887YWHG8ZP6RPCJQHBZTD7B','Ann','education','made the library',NULL,'0.1.0',1);
INSERT INTO "action" VALUES(2,'01M887YWSB7BVWPVZDCESC5GAR','Ann',NULL,'import of 1 file',NULL,'0.1.0',1);
INSERT INTO "action" VALUES(3,'01M887YX09AR9VB8P83SW92T8W','Ann',NULL,'tagged 1 item to b',NULL,'0.1.0',1);
INSERT INTO "action" VALUES(4,'01M887YX5D30T7SRPQFVCHKQVX','Ann',NULL,'judged a',NULL,'0.1.0',1);
CREATE TABLE citation(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, criterion TEXT NOT NULL,
  item TEXT NOT NULL, place TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE comment(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE conflict(
  entity TEXT NOT NULL, field TEXT NOT NULL, id TEXT NOT NULL UNIQUE, PRIMARY KEY(entity, field)) WITHOUT ROWID;
CREATE TABLE criterion(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, id TEXT NOT NULL, theme TEXT NOT NULL,
  title TEXT NOT NULL, prompts TEXT NOT NULL, position INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO "criterion" VALUES('framework:own-1/criterion:a',1,'own-1','a','1','Families are asked','["Who was asked?"]',0,0);
INSERT INTO "criterion" VALUES('framework:own-1/criterion:b',1,'own-1','b','1','Families are heard','[]',1,0);
CREATE TABLE erased(
  target TEXT PRIMARY KEY, entity TEXT NOT NULL, entry TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE excerpt(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, quote TEXT NOT NULL, before TEXT NOT NULL,
  after TEXT NOT NULL, page TEXT, start INTEGER, stop INTEGER, sha256 TEXT,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE export(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, form TEXT NOT NULL, items INTEGER NOT NULL,
  left_out INTEGER NOT NULL, confirmed_by TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE extraction(
  sha256 TEXT NOT NULL, extractor TEXT NOT NULL, pages INTEGER, characters INTEGER NOT NULL, reason TEXT,
  PRIMARY KEY(sha256)) WITHOUT ROWID;
INSERT INTO "extraction" VALUES('c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f','1',NULL,42,NULL);
CREATE TABLE framework(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL, themes TEXT NOT NULL, scale TEXT NOT NULL,
  crosswalk TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "framework" VALUES('framework:own-1',1,'own-1','Our own','1','','','[{"id":"1","title":"First"}]','[{"description":"","id":"met","title":"Met"}]','{"area-send-2023":{"2.2":["a"]}}');
CREATE TABLE item(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, ref TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, date TEXT, period TEXT, agencies TEXT NOT NULL, voices TEXT NOT NULL,
  source TEXT NOT NULL, marking TEXT NOT NULL, review_date TEXT, current TEXT, joined TEXT,
  age_phase TEXT NOT NULL, need TEXT NOT NULL, own_words TEXT NOT NULL, what_changed TEXT NOT NULL,
  consent TEXT NOT NULL, anonymised TEXT NOT NULL, keep_until TEXT,
  guessed TEXT NOT NULL, withheld_why TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "item" VALUES('item:S7HNF2HXNN9MXFKK1TRK',1,'S7HNF2HXNN9MXFKK1TRK','E-S7HN-F2HX','document','Minutes',NULL,NULL,'[]','[]','','official',NULL,'c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f',NULL,'','','','','','',NULL,'["kind","marking","title"]',NULL,'Ann',NULL,'2026-11-25T02:18:37Z');
CREATE TABLE journal(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action INTEGER NOT NULL REFERENCES action(n),
  entity TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO "journal" VALUES(1,'01M887YWHG8ZP6RPCJQHBZTD7C',1,'library','{"set":{"area":["Northshire",[]],"framework":["own-1",[]],"gone":[false,[]]}}');
INSERT INTO "journal" VALUES(2,'01M887YWHG8ZP6RPCJQHBZTD7D',1,'framework:own-1','{"set":{"crosswalk":[{"area-send-2023":{"2.2":["a"]}},[]],"gone":[false,[]],"licence":["",[]],"scale":[[{"description":"","id":"met","title":"Met"}],[]],"source":["",[]],"themes":[[{"id":"1","title":"First"}],[]],"title":["Our own",[]],"version":["1",[]]}}');
INSERT INTO "journal" VALUES(3,'01M887YWHG8ZP6RPCJQHBZTD7E',1,'framework:own-1/criterion:a','{"set":{"gone":[false,[]],"position":[0,[]],"prompts":[["Who was asked?"],[]],"theme":["1",[]],"title":["Families are asked",[]]}}');
INSERT INTO "journal" VALUES(4,'01M887YWHG8ZP6RPCJQHBZTD7F',1,'framework:own-1/criterion:b','{"set":{"gone":[false,[]],"position":[1,[]],"prompts":[[],[]],"theme":["1",[]],"title":["Families are heard",[]]}}');
INSERT INTO "journal" VALUES(5,'01M887YWSB7BVWPVZDCESC5GAS',2,'item:S7HNF2HXNN9MXFKK1TRK','{"auto":1,"set":{"current":["c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f",[]],"gone":[false,[]],"kind":["document",[]],"marking":["official",[]],"title":["Minutes",[]]}}');
INSERT INTO "journal" VALUES(6,'01M887YWSB7BVWPVZDCESC5GAT',2,'item:S7HNF2HXNN9MXFKK1TRK/version:c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f','{"set":{"bytes":[43,[]],"gone":[false,[]],"name":["Minutes.txt",[]]}}');
INSERT INTO "journal" VALUES(7,'01M887YX09AR9VB8P83SW92T8X',3,'item:S7HNF2HXNN9MXFKK1TRK/tag:own-1:b@968NW3BX9D','{"set":{"gone":[false,[]],"note":["",[]],"stance":["context",[]]}}');
INSERT INTO "journal" VALUES(8,'01M887YX5D30T7SRPQFVCHKQVY',4,'judgement:own-1:a','{"set":{"gone":[false,[]],"know":["Families are asked each term.",[]],"rating":["met",[]]}}');
CREATE TABLE judgement(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, criterion TEXT NOT NULL,
  rating TEXT NOT NULL, know TEXT NOT NULL, how TEXT NOT NULL, impact TEXT NOT NULL, next TEXT NOT NULL,
  owner TEXT NOT NULL, status TEXT NOT NULL, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "judgement" VALUES('judgement:own-1:a',1,'own-1','a','met','Families are asked each term.','','','','','','Ann',NULL,'2026-11-25T02:18:38Z');
CREATE TABLE label(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE library(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, area TEXT NOT NULL, framework TEXT NOT NULL,
  scale TEXT, inspection TEXT) WITHOUT ROWID;
INSERT INTO "library" VALUES('library',1,'Northshire','own-1',NULL,NULL);
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('created','2026-11-25T02:18:37Z');
INSERT INTO "meta" VALUES('format','1');
INSERT INTO "meta" VALUES('id','01M887YWHAGGWMBEBNN69JZAS4');
CREATE TABLE origin(
  item TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY(item, sha256)) WITHOUT ROWID;
INSERT INTO "origin" VALUES('S7HNF2HXNN9MXFKK1TRK','c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f','/somewhere/Minutes.txt');
CREATE TABLE passage(
  sha256 TEXT NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(sha256, n)) WITHOUT ROWID;
INSERT INTO "passage" VALUES('c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f',0,'paragraph 1','text','Minutes of the forum: families were asked.');
CREATE TABLE tag(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, excerpt TEXT,
  framework TEXT NOT NULL, criterion TEXT NOT NULL, stance TEXT NOT NULL, voices TEXT, note TEXT NOT NULL,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "tag" VALUES('item:S7HNF2HXNN9MXFKK1TRK/tag:own-1:b@968NW3BX9D',1,'T-G4PG38T3DC','S7HNF2HXNN9MXFKK1TRK',NULL,'own-1','b','context',NULL,'','Ann',NULL,'2026-11-25T02:18:37Z');
CREATE TABLE version(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
  bytes INTEGER NOT NULL, origin TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "version" VALUES('item:S7HNF2HXNN9MXFKK1TRK/version:c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f',1,'S7HNF2HXNN9MXFKK1TRK','c9e3578a3dad534ebe730eb1361aa9eabf2cdaa2b4d49c32ca7dc9a6840ebb3f','Minutes.txt',43,NULL,'Ann',NULL,'2026-11-25T02:18:37Z');
CREATE INDEX journal_entity ON journal(entity);
CREATE INDEX journal_action ON journal(action);
CREATE INDEX action_undoes ON action(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX version_item ON version(item);
CREATE INDEX version_sha256 ON version(sha256);
CREATE INDEX label_item ON label(item);
CREATE INDEX excerpt_item ON excerpt(item);
CREATE INDEX tag_item ON tag(item);
CREATE INDEX tag_criterion ON tag(framework, criterion);
CREATE INDEX criterion_retired ON criterion(retired) WHERE retired;
CREATE INDEX origin_path ON origin(path);
COMMIT;
