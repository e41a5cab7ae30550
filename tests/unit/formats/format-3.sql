BEGIN TRANSACTION;
CREATE TABLE action(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, agency TEXT, label TEXT NOT NULL,
  undoes TEXT, program TEXT NOT NULL, here INTEGER NOT NULL);
INSERT INTO "action" VALUES(1,'01M88THKV3FE5YJ2RWHHDN0ZPR','Ann','education','made the library',NULL,'0.1.0',1);
INSERT INTO "action" VALUES(2,'01M88THMNT4TFZJZCSG95KE82Q','Ann','education','import of 4 files',NULL,'0.1.0',1);
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
INSERT INTO "extraction" VALUES('a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10','2',NULL,26,NULL);
INSERT INTO "extraction" VALUES('aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3','2',1,0,NULL);
CREATE TABLE framework(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL, themes TEXT NOT NULL, scale TEXT NOT NULL,
  crosswalk TEXT NOT NULL, basis TEXT NOT NULL DEFAULT '[]') WITHOUT ROWID;
CREATE TABLE import_report(
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, agency TEXT, label TEXT NOT NULL, action TEXT);
INSERT INTO "import_report" VALUES(1,'2026-11-25T07:43:26Z','Ann','education','import of 4 files','01M88THMNT4TFZJZCSG95KE82Q');
INSERT INTO "import_report" VALUES(2,'2026-11-25T07:43:26Z','Ann','education','import of 1 file',NULL);
CREATE TABLE import_row(
  report INTEGER NOT NULL REFERENCES import_report(id), n INTEGER NOT NULL, path TEXT NOT NULL, status TEXT NOT NULL,
  item TEXT, sha256 TEXT, text INTEGER NOT NULL, reason TEXT, like_item TEXT, PRIMARY KEY(report, n)) WITHOUT ROWID;
INSERT INTO "import_row" VALUES(1,0,'/evidence/Plan copy.txt','imported','MC95RWM8SEMFBF4S6WFT','a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',1,NULL,NULL);
INSERT INTO "import_row" VALUES(1,1,'/evidence/Scan.pdf','imported','NVH0ES92C6GCKBXWX163','aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3',0,'1 page without text waits for recognition.',NULL);
INSERT INTO "import_row" VALUES(1,2,'/evidence/broken.pdf','rejected',NULL,'1429b1055efa9858b549780c9877c93f8a8d266827918aebcb8f7f1ed68710fe',0,'It is damaged and cannot be opened as a PDF.',NULL);
INSERT INTO "import_row" VALUES(1,3,'/evidence/Plan.txt','duplicate','MC95RWM8SEMFBF4S6WFT','a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',1,NULL,NULL);
INSERT INTO "import_row" VALUES(2,0,'/evidence/Plan.txt','duplicate','MC95RWM8SEMFBF4S6WFT','a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',1,NULL,NULL);
CREATE TABLE item(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, ref TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, date TEXT, period TEXT, agencies TEXT NOT NULL, voices TEXT NOT NULL,
  source TEXT NOT NULL, marking TEXT NOT NULL, review_date TEXT, current TEXT, joined TEXT,
  age_phase TEXT NOT NULL, need TEXT NOT NULL, own_words TEXT NOT NULL, what_changed TEXT NOT NULL,
  consent TEXT NOT NULL, anonymised TEXT NOT NULL, keep_until TEXT,
  guessed TEXT NOT NULL, withheld_why TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "item" VALUES('item:MC95RWM8SEMFBF4S6WFT',1,'MC95RWM8SEMFBF4S6WFT','E-MC95-RWM8','document','Plan copy',NULL,NULL,'[]','[]','','official',NULL,'a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',NULL,'','','','','','',NULL,'["kind","marking","title"]',NULL,'Ann','education','2026-11-25T07:43:26Z');
INSERT INTO "item" VALUES('item:NVH0ES92C6GCKBXWX163',1,'NVH0ES92C6GCKBXWX163','E-NVH0-ES92','document','Scan',NULL,NULL,'[]','[]','','official-sensitive',NULL,'aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3',NULL,'','','','','','',NULL,'["kind","marking","title"]','marked official-sensitive','Ann','education','2026-11-25T07:43:26Z');
CREATE TABLE journal(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action INTEGER NOT NULL REFERENCES action(n),
  entity TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO "journal" VALUES(1,'01M88THKV3FE5YJ2RWHHDN0ZPS',1,'library','{"set":{"area":["Northshire",[]],"framework":["area-send-2023",[]],"gone":[false,[]]}}');
INSERT INTO "journal" VALUES(2,'01M88THMNT4TFZJZCSG95KE82R',2,'item:MC95RWM8SEMFBF4S6WFT','{"auto":1,"set":{"current":["a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10",[]],"gone":[false,[]],"kind":["document",[]],"marking":["official",[]],"title":["Plan copy",[]]}}');
INSERT INTO "journal" VALUES(3,'01M88THMNT4TFZJZCSG95KE82S',2,'item:MC95RWM8SEMFBF4S6WFT/version:a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10','{"set":{"bytes":[26,[]],"gone":[false,[]],"name":["Plan copy.txt",[]]}}');
INSERT INTO "journal" VALUES(4,'01M88THMNT4TFZJZCSG95KE82T',2,'item:NVH0ES92C6GCKBXWX163','{"auto":1,"set":{"current":["aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3",[]],"gone":[false,[]],"kind":["document",[]],"marking":["official-sensitive",[]],"title":["Scan",[]]}}');
INSERT INTO "journal" VALUES(5,'01M88THMNT4TFZJZCSG95KE82V',2,'item:NVH0ES92C6GCKBXWX163/version:aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3','{"set":{"bytes":[4758,[]],"gone":[false,[]],"name":["Scan.pdf",[]]}}');
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
INSERT INTO "meta" VALUES('created','2026-11-25T07:43:25Z');
INSERT INTO "meta" VALUES('format','3');
INSERT INTO "meta" VALUES('id','01M88THKSZRQAVDGX4REV0GQET');
CREATE TABLE origin(
  item TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY(item, sha256)) WITHOUT ROWID;
INSERT INTO "origin" VALUES('MC95RWM8SEMFBF4S6WFT','a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10','/evidence/Plan copy.txt');
INSERT INTO "origin" VALUES('NVH0ES92C6GCKBXWX163','aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3','/evidence/Scan.pdf');
CREATE TABLE passage(
  sha256 TEXT NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  recognised INTEGER NOT NULL DEFAULT 0, confidence REAL, PRIMARY KEY(sha256, n)) WITHOUT ROWID;
INSERT INTO "passage" VALUES('a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',0,'paragraph 1','text','Waiting times are falling.',0,NULL);
CREATE TABLE scanned_page(
  sha256 TEXT NOT NULL, page INTEGER NOT NULL, engine TEXT, text TEXT, words TEXT, confidence REAL, reason TEXT,
  PRIMARY KEY(sha256, page)) WITHOUT ROWID;
INSERT INTO "scanned_page" VALUES('aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3',1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE sketch(
  sha256 TEXT NOT NULL, characters INTEGER NOT NULL, shingles INTEGER NOT NULL, least BLOB NOT NULL,
  PRIMARY KEY(sha256)) WITHOUT ROWID;
INSERT INTO "sketch" VALUES('a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',26,3,X'BAEEAA621CE83679433BAAF2');
INSERT INTO "sketch" VALUES('aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3',0,0,X'');
CREATE TABLE tag(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, excerpt TEXT,
  framework TEXT NOT NULL, criterion TEXT NOT NULL, stance TEXT NOT NULL, voices TEXT, note TEXT NOT NULL,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE version(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
  bytes INTEGER NOT NULL, origin TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "version" VALUES('item:MC95RWM8SEMFBF4S6WFT/version:a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10',1,'MC95RWM8SEMFBF4S6WFT','a3125c7288cba8f5bc99371fac7274e28c584853aae23e56f2ea2ce42b65be10','Plan copy.txt',26,NULL,'Ann','education','2026-11-25T07:43:26Z');
INSERT INTO "version" VALUES('item:NVH0ES92C6GCKBXWX163/version:aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3',1,'NVH0ES92C6GCKBXWX163','aee207652261a0c9afbce84c3551a059bc7e7bc1ba76355a87d1d38edd654ac3','Scan.pdf',4758,NULL,'Ann','education','2026-11-25T07:43:26Z');
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
CREATE INDEX scanned_page_waiting ON scanned_page(sha256) WHERE engine IS NULL;
CREATE INDEX origin_path ON origin(path);
CREATE INDEX import_row_item ON import_row(item);
CREATE INDEX import_row_sha256 ON import_row(sha256);
CREATE INDEX import_row_like ON import_row(like_item) WHERE like_item IS NOT NULL;
COMMIT;
