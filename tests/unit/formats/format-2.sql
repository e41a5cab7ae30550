BEGIN TRANSACTION;
CREATE TABLE action(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, agency TEXT, label TEXT NOT NULL,
  undoes TEXT, program TEXT NOT NULL, here INTEGER NOT NULL);
INSERT INTO "action" VALUES(1,'01M889BH0MC12M0K5W9NQNP192','Ann','education','made the library',NULL,'0.1.0',1);
INSERT INTO "action" VALUES(2,'01M889BH0S2RATDBPX7YVBDS9P','Ann','education','import of 1 file',NULL,'0.1.0',1);
INSERT INTO "action" VALUES(3,'01M889BH0TD7TNDMAT2R71JWJC','Ann','education','import of 1 file',NULL,'0.1.0',1);
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
  retired INTEGER NOT NULL DEFAULT 0, evaluates TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '[]',
  voices TEXT NOT NULL DEFAULT '[]', questions TEXT NOT NULL DEFAULT '[]', basis TEXT NOT NULL DEFAULT '[]')
  WITHOUT ROWID;
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
INSERT INTO "extraction" VALUES('59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa','1',3,0,'No text in it: it looks like a scan.');
INSERT INTO "extraction" VALUES('64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525','1',NULL,26,NULL);
CREATE TABLE framework(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL, themes TEXT NOT NULL, scale TEXT NOT NULL,
  crosswalk TEXT NOT NULL, basis TEXT NOT NULL DEFAULT '[]') WITHOUT ROWID;
CREATE TABLE item(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, ref TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, date TEXT, period TEXT, agencies TEXT NOT NULL, voices TEXT NOT NULL,
  source TEXT NOT NULL, marking TEXT NOT NULL, review_date TEXT, current TEXT, joined TEXT,
  age_phase TEXT NOT NULL, need TEXT NOT NULL, own_words TEXT NOT NULL, what_changed TEXT NOT NULL,
  consent TEXT NOT NULL, anonymised TEXT NOT NULL, keep_until TEXT,
  guessed TEXT NOT NULL, withheld_why TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "item" VALUES('item:B6PHPBY78A3XXMDVMYQP',1,'B6PHPBY78A3XXMDVMYQP','E-B6PH-PBY7','document','Scan',NULL,NULL,'[]','[]','','official',NULL,'59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa',NULL,'','','','','','',NULL,'["kind","marking","title"]',NULL,'Ann','education','2026-11-25T02:43:00Z');
INSERT INTO "item" VALUES('item:CJ3SYZBBJR50344QCBCH',1,'CJ3SYZBBJR50344QCBCH','E-CJ3S-YZBB','document','Plan',NULL,NULL,'[]','[]','','official',NULL,'64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525',NULL,'','','','','','',NULL,'["kind","marking","title"]',NULL,'Ann','education','2026-11-25T02:43:00Z');
CREATE TABLE journal(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action INTEGER NOT NULL REFERENCES action(n),
  entity TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO "journal" VALUES(1,'01M889BH0MC12M0K5W9NQNP193',1,'library','{"set":{"area":["Northshire",[]],"framework":["area-send-2023",[]],"gone":[false,[]]}}');
INSERT INTO "journal" VALUES(2,'01M889BH0S2RATDBPX7YVBDS9Q',2,'item:CJ3SYZBBJR50344QCBCH','{"auto":1,"set":{"current":["64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525",[]],"gone":[false,[]],"kind":["document",[]],"marking":["official",[]],"title":["Plan",[]]}}');
INSERT INTO "journal" VALUES(3,'01M889BH0S2RATDBPX7YVBDS9R',2,'item:CJ3SYZBBJR50344QCBCH/version:64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525','{"set":{"bytes":[4,[]],"gone":[false,[]],"name":["Plan.txt",[]]}}');
INSERT INTO "journal" VALUES(4,'01M889BH0TD7TNDMAT2R71JWJD',3,'item:B6PHPBY78A3XXMDVMYQP','{"auto":1,"set":{"current":["59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa",[]],"gone":[false,[]],"kind":["document",[]],"marking":["official",[]],"title":["Scan",[]]}}');
INSERT INTO "journal" VALUES(5,'01M889BH0TD7TNDMAT2R71JWJE',3,'item:B6PHPBY78A3XXMDVMYQP/version:59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa','{"set":{"bytes":[4,[]],"gone":[false,[]],"name":["Scan.pdf",[]]}}');
CREATE TABLE judgement(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, criterion TEXT NOT NULL,
  rating TEXT NOT NULL, know TEXT NOT NULL, how TEXT NOT NULL, impact TEXT NOT NULL, next TEXT NOT NULL,
  owner TEXT NOT NULL, status TEXT NOT NULL, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE label(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE library(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, area TEXT NOT NULL, framework TEXT NOT NULL,
  scale TEXT, inspection TEXT) WITHOUT ROWID;
INSERT INTO "library" VALUES('library',1,'Northshire','area-send-2023',NULL,NULL);
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('created','2026-11-25T02:43:00Z');
INSERT INTO "meta" VALUES('format','2');
INSERT INTO "meta" VALUES('id','01M889BH0710V9Z0R6P2618856');
CREATE TABLE origin(
  item TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY(item, sha256)) WITHOUT ROWID;
INSERT INTO "origin" VALUES('CJ3SYZBBJR50344QCBCH','64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525','/evidence/Plan.txt');
INSERT INTO "origin" VALUES('B6PHPBY78A3XXMDVMYQP','59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa','/evidence/Scan.pdf');
CREATE TABLE passage(
  sha256 TEXT NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(sha256, n)) WITHOUT ROWID;
INSERT INTO "passage" VALUES('64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525',0,'page 1','page','Waiting times are falling.');
CREATE TABLE tag(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, excerpt TEXT,
  framework TEXT NOT NULL, criterion TEXT NOT NULL, stance TEXT NOT NULL, voices TEXT, note TEXT NOT NULL,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE version(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
  bytes INTEGER NOT NULL, origin TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "version" VALUES('item:B6PHPBY78A3XXMDVMYQP/version:59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa',1,'B6PHPBY78A3XXMDVMYQP','59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa','Scan.pdf',4,NULL,'Ann','education','2026-11-25T02:43:00Z');
INSERT INTO "version" VALUES('item:CJ3SYZBBJR50344QCBCH/version:64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525',1,'CJ3SYZBBJR50344QCBCH','64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525','Plan.txt',4,NULL,'Ann','education','2026-11-25T02:43:00Z');
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
