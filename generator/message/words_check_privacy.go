package message

// privacyWords are those of personal data. What they tell of is masked already.
func privacyWords() []words {
	return []words{
		{"resident-id", "这里有居民身份证号：%[1]s", "this is a resident ID number: %[1]s"},
		{"resident-id.mend", "删去；确需保留的，中间 8 位以上换成 *：%[1]s", "delete it; if it must stay, put * for eight or more of its middle: %[1]s"},
		{"resident-id-old", "这里有 15 位的旧身份证号：%[1]s", "this is an old resident ID number of 15 digits: %[1]s"},
		{"resident-id-old.mend", "删去；确需保留的，中间换成 *：%[1]s。是别的编号，就在前面写明是什么号", "delete it, or mask its middle: %[1]s. If it is another number, say before it which"},
		{"mobile-number", "这里有手机号码：%[1]s", "this is a mobile number: %[1]s"},
		{"mobile-number.mend", "删去，或中间 4 位换成 *：%[1]s；单位公开的号码写进 site.yaml 的 check.phones", "delete it, or mask its middle: %[1]s; an organisation's goes into check.phones of site.yaml"},
		{"landline-number", "这里有固定电话号码：%[1]s", "this is a telephone number: %[1]s"},
		{"landline-number.mend", "单位公开的号码写进 site.yaml 的 check.phones（或 identity.phone）；个人的删去", "an organisation's goes into check.phones of site.yaml (or identity.phone); delete a person's"},
		{"bank-card", "这里有银行卡号：%[1]s", "this is the number of a bank card: %[1]s"},
		{"bank-card.mend", "删去，或只留前 6 位和后 4 位：%[1]s", "delete it, or leave the first six and last four digits alone: %[1]s"},
		{"email-address", "这里有电子邮箱：%[1]s", "this is an e-mail address: %[1]s"},
		{"email-address.mend", "单位公开的邮箱写进 site.yaml 的 check.emails（或 identity.email）；个人的删去", "an organisation's goes into check.emails of site.yaml (or identity.email); delete a person's"},
		{"car-plate", "这里有车牌号：%[1]s", "this is the plate of a vehicle: %[1]s"},
		{"car-plate.mend", "删去，或换成 %[1]s", "delete it, or write %[1]s"},
		{"passport-number", "这里有护照或通行证号码：%[1]s", "this is the number of a passport or a permit: %[1]s"},
		{"passport-number.mend", "删去，或换成 %[1]s", "delete it, or write %[1]s"},
		{"home-address", "这里有具体到门牌的家庭住址：%[1]s", "this is where somebody lives, down to the door: %[1]s"},
		{"home-address.mend", "写到村、社区或小区为止，不写楼栋、单元和房号", "name the village or the neighbourhood, not building, unit and room"},
		{"half-masked", "号码遮得不够，还能认出来：%[1]s", "too little of the number is hidden: %[1]s"},
		{"half-masked.mend", "身份证号至少遮中间 8 位，手机号遮中间 4 位，银行卡只留前 6 位和后 4 位", "hide at least eight digits of an ID number, four of a mobile number, and all but the first six and last four of a card"},
		{"document-unreadable", "“%[1]s”打不开或是旧格式，看不出里面有没有个人信息", "%[1]s cannot be opened or is of a format that cannot be read: nobody can tell whether there is personal data in it"},
		{"document-unreadable.mend", "另存为 .docx、.xlsx 或 .pdf；压缩包拆开，分别放上来", "save it as .docx, .xlsx or .pdf; publish what is in an archive by itself"},
		{"document-encrypted", "“%[1]s”有密码，看不出里面有没有个人信息，读者也打不开", "%[1]s wants a password: nobody can tell whether there is personal data in it, and readers cannot open it"},
		{"document-encrypted.mend", "去掉密码再放上来；内容不便公开的不要发布", "publish it without the password, or not at all if it is not for everybody"},
		{"document-scanned", "“%[1]s”是扫描件，没有文字，查不出里面有没有个人信息", "the pages of %[1]s are pictures without text, in which personal data cannot be found"},
		{"document-scanned.mend", "请人看一遍；最好换成有文字的 PDF，读屏软件也能读", "have somebody look through it; a PDF with text is better, for screen readers too"},
		{"document-too-large", "“%[1]s”太大，没有查完里面有没有个人信息", "%[1]s is too large to be looked through for personal data"},
		{"document-too-large.mend", "拆成几个文件", "part it into several files"},
	}
}
