package config

// Default returns the settings of a site that says nothing but its title.
func Default() *Config {
	return &Config{
		Language:   "zh-CN",
		Timezone:   "Asia/Shanghai",
		Theme:      "default",
		PageSize:   20,
		Share:      Share{Cards: true},
		Images:     Images{Widths: []int{480, 960, 1440}, Quality: 75},
		Check:      Check{Stale: Days{"news": 14, "notices": 180}},
		Review:     Review{Steps: []string{"初审", "复审", "终审"}},
		Types:      defaultTypes(),
		Sectors:    defaultSectors(),
		Levels:     defaultLevels(),
		Taxonomies: defaultTaxonomies(),
		Search: Search{
			Backend: Shards,
			Weights: Weights{
				Title: 8, Summary: 3, Organization: 4, Brand: 4, Problems: 5, Practices: 4,
				Tags: 4, Region: 2, Lessons: 2, Headings: 3, Body: 1,
			},
			Synonyms: defaultSynonyms(),
		},
	}
}

func defaultTypes() []Term {
	return []Term{
		{"alliance", "党建联盟", "几个党组织为一件共同的事结成联盟，资源共用，难题同解。"},
		{"village", "示范村", "以党建带动产业、治理和环境的村，可看可学。"},
		{"method", "支部工作法", "一个支部在实践中总结出来、别的支部照着能做的方法。"},
		{"site", "示范点", "一处可以走进去看的党建阵地或服务场所。"},
		{"project", "党建＋业务", "把党建和主责主业放在一起做、用业务成果来检验的项目。"},
		{"cobuild", "党群共建", "党组织与群众、群团、社会力量一起做成的事。"},
	}
}

func defaultSectors() []Term {
	return []Term{
		{"rural", "农村", "村党组织和农村工作。"},
		{"community", "社区", "城市和城镇社区。"},
		{"soe", "国企", "国有企业。"},
		{"campus", "高校", "高等学校和科研院所。"},
		{"agency", "机关", "机关和事业单位。"},
		{"new", "两新", "新经济组织、新社会组织和新就业群体。"},
		{"market", "商圈", "商圈、市场、园区和楼宇。"},
	}
}

func defaultLevels() []Term {
	return []Term{
		{"national", "国家级", "由中央或国家部委认定的典型。"},
		{"province", "省级", "由省、自治区、直辖市认定的典型。"},
		{"city", "市级", "由设区的市、自治州认定的典型。"},
		{"county", "县级", "由县、市、区认定的典型。"},
		{"township", "乡镇级", "由乡镇、街道认定的典型。"},
	}
}

func defaultTaxonomies() []Taxonomy {
	return []Taxonomy{
		{"type", "类型", "按做法的类型找案例。"},
		{"region", "地区", "从省到村，一层一层往下看。"},
		{"sector", "领域", "按所在的领域找案例。"},
		{"level", "层级", "按认定典型的层级找案例。"},
		{"problem", "问题", "带着问题来，看别处怎么解。"},
		{"tag", "标签", "按主题词找案例。"},
		{"year", "年份", "按年份找案例。"},
	}
}

// defaultSynonyms are words of the field that mean the same, or nearly so, to one
// who searches.
func defaultSynonyms() [][]string {
	return [][]string{
		{"村支书", "村党组织书记", "村党支部书记", "村党总支书记"},
		{"社区书记", "社区党组织书记", "社区党委书记"},
		{"第一书记", "驻村第一书记"},
		{"驻村工作队", "驻村干部"},
		{"两委", "村两委", "社区两委"},
		{"三会一课", "组织生活"},
		{"主题党日", "党员活动日", "党日活动"},
		{"党建联盟", "党建联合体", "党建共同体", "党建联建"},
		{"党群服务中心", "党员活动室", "党群服务站"},
		{"两新", "两新组织", "非公企业和社会组织"},
		{"新就业群体", "快递小哥", "外卖骑手"},
		{"集体经济", "村集体经济", "村集体收入"},
		{"共同富裕", "共富"},
		{"人居环境", "村容村貌", "环境整治"},
		{"基层治理", "社会治理", "乡村治理"},
		{"网格", "网格化", "微网格"},
		{"老旧小区", "老小区"},
		{"物业", "物业公司", "物业服务"},
		{"业委会", "业主委员会"},
		{"党员先锋岗", "先锋岗"},
		{"流动党员", "外出党员"},
		{"发展党员", "入党"},
		{"党费", "党员缴费"},
		{"国企", "国有企业"},
		{"高校", "高等学校", "大学"},
		{"一老一小", "养老托育"},
		{"矛盾纠纷", "信访", "矛盾调解"},
	}
}
